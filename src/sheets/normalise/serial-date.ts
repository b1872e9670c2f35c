import { toCalendarDate } from '../../model/calendar-date.ts';

const daysFrom1900To1904 = 1462;
/** Serial number 60 is 29 February 1900, a day that never was. */
const neverWas = 60;
const lastSerial = 2_958_465;
/** In days since 1 March of year 0; serial number 61. */
const firstOfMarch1900 = 693_960;

/**
 * The day of a serial number of a spreadsheet, or null. Whole days only, so that no time zone can move it; a time of day
 * behind the point is dropped.
 */
export function serialDate(serial: number, date1904: boolean): string | null {
  const whole = Math.floor(serial) + (date1904 ? daysFrom1900To1904 : 0);
  if (!(whole >= 1 && whole <= lastSerial) || whole === neverWas) return null;
  const real = whole < neverWas ? whole + 1 : whole;
  return civilDate(real - 61 + firstOfMarch1900);
}

/** The inverse of `dayNumber` of the model (days since 1 March of year 0, years starting in March). */
function civilDate(days: number): string | null {
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return toCalendarDate(year + era * 400 + (month <= 2 ? 1 : 0), month, day);
}
