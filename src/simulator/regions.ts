import data from './regions.json' with { type: 'json' };

export interface Place {
  code: string;
  name: string;
  town: string;
  /** 城乡分类代码 */
  class: string;
}

/** A node of the 就业地 tree as the pages draw it. */
export interface RegionNode {
  code: string;
  name: string;
  children?: RegionNode[];
}

const places = new Map<string, Place>(
  data.towns.flatMap((town) =>
    town.villages.map((village): [string, Place] => [village.code, { ...village, town: town.name }]),
  ),
);

export const cityName = data.city.name;

export const regionTree: RegionNode[] = [
  {
    code: data.city.code,
    name: data.city.name,
    children: data.towns.map((town) => ({
      code: town.code,
      name: town.name,
      children: town.villages.map((village) => ({ code: village.code, name: village.name })),
    })),
  },
];

export function placeOf(code: string): Place | null {
  return places.get(code) ?? null;
}

export const placeClasses: Record<string, string> = Object.fromEntries(
  [...places.values()].map((place) => [place.code, place.class]),
);
