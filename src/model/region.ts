import type { PolicyPack, UrbanPlace } from './pack/policy-pack.ts';
import { canonicalSpelling } from './spelling.ts';

export type PlaceLookup =
  /** On the urban list. */
  | { kind: 'urban'; place: UrbanPlace }
  /** A well-formed village-level code that is not on the list: not urban until someone confirms it. */
  | { kind: 'not-urban'; code: string }
  /** A street, town, city … by code or name: too coarse to say where the job is. */
  | { kind: 'above-village' }
  | { kind: 'unknown' };

interface PlaceIndex {
  byCode: Map<string, UrbanPlace>;
  /** null: the spelling names several places, so it names none. */
  byName: Map<string, UrbanPlace | null>;
  above: Set<string>;
}

const unknown: PlaceLookup = { kind: 'unknown' };
const indexes = new WeakMap<PolicyPack, PlaceIndex>();
/** Province codes of GB/T 2260; a code that begins with none of them is no division code. */
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;
const villageCode = /^\d{12}$/;

/**
 * Looks up a place by its 12-digit code or by its name as the pack writes it, alone or after its town and city, with the
 * full name of its committee (居委会, 村委会, …). Never by likeness; a name that fits two places fits none.
 */
export function lookUpPlace(pack: PolicyPack, text: string): PlaceLookup {
  const index = indexOf(pack);
  const direct = index.byCode.get(text);
  if (direct !== undefined) return { kind: 'urban', place: direct };
  const spelling = canonicalSpelling(text);
  if (/^\d+$/.test(spelling)) return byCode(index, spelling);
  const place = index.byName.get(spelling);
  if (place !== undefined && place !== null) return { kind: 'urban', place };
  return index.above.has(spelling) ? { kind: 'above-village' } : unknown;
}

/** The urban place with this code, or null. */
export function urbanPlaceByCode(pack: PolicyPack, code: string): UrbanPlace | null {
  return indexOf(pack).byCode.get(code) ?? null;
}

/** Twelve digits with a province, a town part and a village part. */
export function isVillageCode(text: string): boolean {
  return (
    villageCode.test(text) &&
    provinces.test(text) &&
    text.slice(6, 9) !== '000' &&
    text.slice(9, 12) !== '000'
  );
}

/** Places whose own name, or name without 社区/村 …, occurs in a text: proposals for a person, best fit first. */
export function placesNamedIn(pack: PolicyPack, text: string): UrbanPlace[] {
  const spelling = canonicalSpelling(text);
  const named = (name: string) => name.length >= 2 && spelling.includes(name);
  const whole = pack.urbanPlaces.filter((place) => named(place.name));
  const stems = pack.urbanPlaces.filter((place) => named(stemOf(place.name)));
  const found = whole.length > 0 ? whole : stems;
  const inTown = found.filter((place) => spelling.includes(place.town));
  return inTown.length > 0 ? inTown : found;
}

function byCode(index: PlaceIndex, digits: string): PlaceLookup {
  const place = index.byCode.get(digits);
  if (place !== undefined) return { kind: 'urban', place };
  if (isVillageCode(digits)) return { kind: 'not-urban', code: digits };
  return villageCode.test(digits) && provinces.test(digits) ? { kind: 'above-village' } : unknown;
}

function indexOf(pack: PolicyPack): PlaceIndex {
  const known = indexes.get(pack);
  if (known !== undefined) return known;
  const index: PlaceIndex = { byCode: new Map(), byName: new Map(), above: new Set() };
  const cities = ['', ...cityNames(pack)];
  for (const place of pack.urbanPlaces) {
    index.byCode.set(place.code, place);
    for (const name of committeeNames(place.name)) {
      for (const town of ['', ...townNames(place.town)]) {
        for (const city of cities) {
          const spelling = city + town + name;
          const other = index.byName.get(spelling);
          index.byName.set(spelling, other === undefined || other === place ? place : null);
        }
      }
    }
  }
  for (const city of cities) {
    if (city !== '') index.above.add(city);
    for (const town of pack.towns) index.above.add(city + town.name);
  }
  indexes.set(pack, index);
  return index;
}

/** The city's name and aliases, in the spelling of look-ups. */
export function cityNames(pack: PolicyPack): string[] {
  return [pack.city.name, ...pack.city.aliases].map(canonicalSpelling);
}

/** A town's name, for a street also with its office behind it. */
function townNames(written: string): string[] {
  const name = canonicalSpelling(written);
  return name.endsWith('街道') ? [name, `${name}办`, `${name}办事处`] : [name];
}

/** A village-level name and the full names of its committee, which people write for the same place. */
function committeeNames(written: string): string[] {
  const name = canonicalSpelling(written);
  if (name.endsWith('社区')) return [name, `${name}居委会`, `${name}居民委员会`];
  if (name.endsWith('居委会')) return [name, `${name.slice(0, -3)}居民委员会`];
  if (name.endsWith('村')) {
    const stem = name.slice(0, -1);
    return [name, `${name}委会`, `${name}村委会`, `${stem}村民委员会`, `${name}村民委员会`];
  }
  return [name];
}

function stemOf(name: string): string {
  return canonicalSpelling(name).replace(/(?:社区|居委会|村)$/, '');
}
