const mobile = /^1[3-9]\d{9}$/;
const landline = /^(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?$/;

/** A mobile number of mainland China: 11 digits, no country code. */
export function isMobilePhone(text: string): boolean {
  return mobile.test(text);
}

/** A landline of 7 or 8 digits, with or without area code (0 and 2–3 digits) and extension, joined by hyphens. */
export function isLandline(text: string): boolean {
  return landline.test(text);
}

/** A number that a call-back could reach: mobile or landline. */
export function isPhone(text: string): boolean {
  return isMobilePhone(text) || isLandline(text);
}
