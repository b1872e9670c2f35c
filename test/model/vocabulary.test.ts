import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalSpelling } from '../../src/model/spelling.ts';
import { lookUpTerm, spellingsOf, termByLabel } from '../../src/model/vocabulary.ts';
import type { Vocabulary } from '../../src/model/pack/policy-pack.ts';
import { shippedPack } from '../pack/shipped-pack.ts';

function vocabulary(name: string): Vocabulary {
  const found = shippedPack.vocabularies[name];
  if (found === undefined) throw new Error(name);
  return found;
}
function label(name: string, text: string): string | string[] | null {
  const found = lookUpTerm(vocabulary(name), text);
  if (found.kind === 'found') return found.term.label;
  return found.kind === 'ambiguous' ? found.candidates : null;
}

describe('lookUpTerm', () => {
  it.each([
    ['sex', '男', '男'],
    ['sex', '女性', '女'],
    ['sex', '2', '女'],
    ['sex', 'ｆ', '女'],
    ['sex', '南', null],
    ['ethnicity', '布衣族', '布依族'],
    ['ethnicity', '苗', '苗族'],
    ['ethnicity', '09', '布依族'],
    ['ethnicity', '傈傈族', '傈僳族'],
    ['ethnicity', '穿青人', '穿青人'],
    ['ethnicity', '穿青', '穿青人'],
    ['ethnicity', '亻革家人', '革家人'],
    ['ethnicity', '布朗', '布朗族'],
    ['education', '本 科', '大学本科'],
    ['education', '大专', '大学专科'],
    ['education', '高中', '普通中学(普通高中)'],
    ['education', '普通中学（普通高中）', '普通中学(普通高中)'],
    ['education', '研究生', ['硕士研究生', '博士研究生']],
    ['education', '大学', ['大学本科', '大学专科']],
    ['education', '中职', ['中等专科', '职业高中', '技工学校']],
    ['education', '初中及以下', ['初级中学', '小学', '其他']],
    ['household-type', '农业', '农业户口（农村）'],
    ['household-type', '非农业户口(城镇)', '非农业户口（城镇）'],
    ['household-type', '家庭户', ['居民户口', '农业户口（农村）', '非农业户口（城镇）']],
    ['political-status', '党员', '中国共产党党员'],
    ['political-status', '团员', '中国共产主义青年团团员'],
    ['employment-form', '个体户', '个体经营'],
    ['employment-form', '公益性岗位', '公益性岗位安置'],
    ['employment-form', '务工', ['单位就业', '灵活就业']],
    ['industry', '农林牧渔业', '农、林、牧、渔业'],
    ['industry', '信息传输、计算机服务和软件业', '信息传输、软件和信息技术服务业'],
    ['industry', '06', null],
    ['industry', 'c', '制造业'],
    ['sector', '3', '第三产业'],
    ['sector', '三产', '第三产业'],
    ['urban-rural-class', '111', '111'],
    ['urban-rural-class', '镇中心区', '121'],
    ['hardship', '零就业家庭', '零就业家庭成员'],
    ['yes-no', '√', '是'],
    ['yes-no', 'x', '否'],
    ['yes-no', '×', '否'],
    ['yes-no', '', null],
    ['yes-no', '不详', null],
  ])('%s: %s', (name, text, expected) => {
    expect(label(name, text)).toEqual(expected);
  });

  it('finds every label, alias and code of the pack, in any width, case and spacing', () => {
    for (const each of Object.values(shippedPack.vocabularies)) {
      for (const term of each.terms) {
        for (const spelling of spellingsOf(term)) {
          for (const text of [
            spelling,
            ` ${spelling}\n`,
            Array.from(spelling).join(' '),
            spelling.toLowerCase(),
          ]) {
            const found = lookUpTerm(each, text);
            expect([each.name, text, found.kind === 'found' ? found.term.label : found.kind]).toEqual([
              each.name,
              text,
              term.label,
            ]);
          }
        }
      }
      for (const [spelling, candidates] of Object.entries(each.ambiguous)) {
        expect(lookUpTerm(each, spelling)).toEqual({ kind: 'ambiguous', candidates });
      }
    }
  });

  it('knows nothing that the pack does not list', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        for (const each of Object.values(shippedPack.vocabularies)) {
          const known = new Set(
            [...each.terms.flatMap(spellingsOf), ...Object.keys(each.ambiguous)].map(canonicalSpelling),
          );
          if (!known.has(canonicalSpelling(text))) expect(lookUpTerm(each, text).kind).toBe('unknown');
        }
      }),
    );
  });

  it('finds terms by their label only', () => {
    expect(termByLabel(vocabulary('industry'), '制造业')?.attributes['sector']).toBe('第二产业');
    expect(termByLabel(vocabulary('industry'), '制造')).toBeNull();
    expect(termByLabel(undefined, '制造业')).toBeNull();
  });

  it('keeps a spelling that consists of separators only', () => {
    expect(canonicalSpelling('、')).toBe('、');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('汉族Ａa１(（）、，, \u3000\u200B-—√×X业')) }),
        (text) => {
          expect(canonicalSpelling(canonicalSpelling(text))).toBe(canonicalSpelling(text));
        },
      ),
    );
  });
});
