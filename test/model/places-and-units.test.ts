import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVillageCode, lookUpPlace, placesNamedIn, urbanPlaceByCode } from '../../src/model/region.ts';
import { findUnit, unitByName, unitsLike } from '../../src/model/unit.ts';
import { shippedPack as pack } from '../pack/shipped-pack.ts';

function placeOf(text: string): string {
  const found = lookUpPlace(pack, text);
  return found.kind === 'urban' ? found.place.code : found.kind;
}

describe('lookUpPlace', () => {
  it.each([
    ['522302001001', '522302001001'],
    [' ５２２３０２００１００１ ', '522302001001'],
    ['东湖社区', '522302001001'],
    ['东湖街道东湖社区', '522302001001'],
    ['兴仁市东湖街道东湖社区', '522302001001'],
    ['贵州省黔西南州兴仁市东湖街道东湖社区', '522302001001'],
    ['兴仁市 东湖街道 东湖社区居委会', '522302001001'],
    ['兴仁市东湖街道办事处东湖社区', '522302001001'],
    ['五峰村', '522302001201'],
    ['五峰村委会', '522302001201'],
    ['五峰村村民委员会', '522302001201'],
    ['三村', '522302003200'],
    ['田坝居民委员会', '522302002004'],
    ['巴铃镇西街社区', '522302102001'],
    // Not the pack's name, or the wrong town: never by likeness.
    ['田坝社区', 'unknown'],
    ['城南街道东湖社区', 'unknown'],
    ['东湖', 'unknown'],
    ['东湖社区附近', 'unknown'],
    ['兴隆村', 'unknown'],
    // Above village level.
    ['兴仁市', 'above-village'],
    ['东湖街道', 'above-village'],
    ['兴仁市屯脚镇', 'above-village'],
    ['522302001000', 'above-village'],
    ['522302000000', 'above-village'],
    // Well-formed and not listed.
    ['522302001202', 'not-urban'],
    ['520102001001', 'not-urban'],
    // Malformed.
    ['52230200100', 'unknown'],
    ['5223020010011', 'unknown'],
    ['992302001001', 'unknown'],
    ['5.22E+11', 'unknown'],
    ['', 'unknown'],
  ])('%s → %s', (text, expected) => {
    expect(placeOf(text)).toBe(expected);
  });

  it('finds every place by code, name and full path', () => {
    for (const place of pack.urbanPlaces) {
      for (const text of [
        place.code,
        place.name,
        place.town + place.name,
        pack.city.name + place.town + place.name,
      ]) {
        expect([text, placeOf(text)]).toEqual([text, place.code]);
      }
      expect(urbanPlaceByCode(pack, place.code)).toBe(place);
    }
    expect(urbanPlaceByCode(pack, '522302001202')).toBeNull();
  });

  it('lets a name that fits two places fit none', () => {
    const place = pack.urbanPlaces[0];
    if (place === undefined) throw new Error('empty pack');
    const twin = { ...place, code: '522302002099', town: '城南街道' };
    const doubled = { ...pack, urbanPlaces: [...pack.urbanPlaces, twin] };
    expect(lookUpPlace(doubled, '东湖社区').kind).toBe('unknown');
    expect(lookUpPlace(doubled, '城南街道东湖社区')).toEqual({ kind: 'urban', place: twin });
  });

  it('takes a code of twelve digits for urban exactly when it is listed', () => {
    const listed = new Set(pack.urbanPlaces.map((place) => place.code));
    fc.assert(
      fc.property(fc.stringMatching(/^52230[0-9]00[1-6][02]0\d$/), (code) => {
        expect(lookUpPlace(pack, code).kind === 'urban').toBe(listed.has(code));
        if (!listed.has(code)) expect(isVillageCode(code)).toBe(!code.endsWith('000'));
      }),
    );
  });

  it('proposes the places that a text names', () => {
    const names = (text: string) => placesNamedIn(pack, text).map((place) => place.town + place.name);
    expect(names('东湖社区附近')).toEqual(['东湖街道东湖社区']);
    expect(names('田坝社区')).toEqual(['城南街道田坝居委会']);
    expect(names('兴仁市某处')).toEqual([]);
  });
});

describe('findUnit', () => {
  it.each([
    ['东湖街道', '东湖街道'],
    ['兴仁市东湖街道', '东湖街道'],
    ['东湖街道办事处', '东湖街道'],
    ['兴仁市东湖街道办事处', '东湖街道'],
    ['兴仁市人民政府东湖街道办事处', '东湖街道'],
    ['东湖街道办', '东湖街道'],
    ['东湖办事处', '东湖街道'],
    ['巴铃镇人民政府', '巴铃镇'],
    ['兴仁市巴铃镇政府', '巴铃镇'],
    ['贵州省兴仁市巴铃镇人民政府', '巴铃镇'],
    [' 巴 铃 镇 ', '巴铃镇'],
    ['巴铃镇（盖章）', '巴铃镇'],
    ['巴铃镇(公章)', '巴铃镇'],
    ['市教育局', '市教育局'],
    ['教育局', '市教育局'],
    ['兴仁市教育局', '市教育局'],
    ['兴仁教育局', '市教育局'],
    ['兴仁市人力资源和社会保障局', '市人社局'],
    ['市文广局', '市文体广电旅游局'],
    ['兴仁市水务局', '市水务局'],
    ['兴仁经开区办公室', '兴仁经开区办公室'],
    ['兴仁市市场监管局', '市市场监管局'],
    ['兴仁市市场监督管理局', '市市场监管局'],
    ['兴仁市人民政府', null],
    ['兴仁市', null],
    ['东湖', null],
    ['东湖街道东湖社区', null],
    ['安龙县教育局', null],
    ['', null],
  ])('%s → %s', (text, expected) => {
    expect(findUnit(pack, text)?.name ?? null).toBe(expected);
  });

  it('finds every unit by name and alias, with the city before it', () => {
    for (const unit of pack.units) {
      for (const name of [unit.name, ...unit.aliases]) {
        expect([name, findUnit(pack, name)]).toEqual([name, unit]);
        expect([name, findUnit(pack, `兴仁市${name.replace(/^市/, '')}`)]).toEqual([name, unit]);
      }
      expect(unitByName(pack, unit.name)).toBe(unit);
    }
    expect(unitByName(pack, '教育局')).toBeNull();
  });

  it('lets a spelling of two units name none', () => {
    const doubled = {
      ...pack,
      units: pack.units.map((unit) => ({ ...unit, aliases: [...unit.aliases, '某局'] })),
    };
    expect(findUnit(doubled, '某局')).toBeNull();
  });

  it('proposes units for a person to choose from', () => {
    const names = (text: string) => unitsLike(pack, text).map((unit) => unit.name);
    expect(names('东湖街道东湖社区')).toEqual(['东湖街道']);
    expect(names('兴仁市文化广电和旅游局')).toEqual(['市文体广电旅游局']);
    expect(names('巴铃')).toEqual(['巴铃镇']);
    expect(names('火星')).toEqual([]);
    expect(names('')).toEqual([]);
    expect(names('局')).toEqual([]);
  });
});
