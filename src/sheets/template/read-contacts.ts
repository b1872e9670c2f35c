import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { findUnit } from '../../model/unit.ts';
import { plainDigits } from '../normalise/plain-digits.ts';
import type { FormRow } from './form-rows.ts';

export interface UnitContacts {
  unit: string;
  leader: { name: string | null; post: string | null; mobile: string | null };
  liaison: { name: string | null; mobile: string | null };
}

export interface FormProblem {
  sheet: string;
  row: number;
  message: string;
}

interface Heads {
  unit: number;
  leaderName: number;
  leaderPost: number | null;
  leaderMobile: number | null;
  liaisonName: number;
  liaisonMobile: number | null;
}

/** Reads the contacts form (附件4): by its headers, in any order of columns; units by name or alias. */
export function readContacts(
  rows: readonly FormRow[],
  pack: PolicyPack,
): { contacts: UnitContacts[]; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const contacts: UnitContacts[] = [];
  const start = rows.findIndex(({ texts }) => [...texts.values()].some((text) => isUnitHead(text)));
  const heads = start < 0 ? null : headsOf(rows.slice(start, start + 2));
  if (heads === null || 'missing' in heads) {
    const what =
      heads === null
        ? '找不到表头：要有“单位”“分管领导”“联络员”几列'
        : `表头里没有${heads.missing.map((title) => `“${title}”`).join('、')}`;
    const message = `${what}。请用 luru template --kind contacts 的表填写`;
    const at = rows[Math.max(0, start)];
    return { contacts, problems: [{ sheet: at?.sheet ?? '', row: at?.row ?? 1, message }] };
  }
  for (const row of rows.slice(start + 1)) {
    const written = row.texts.get(heads.unit);
    if (written === undefined || isUnitHead(written)) continue;
    const unit = findUnit(pack, written);
    const text = (column: number | null) => (column === null ? null : (row.texts.get(column) ?? null));
    const people = [heads.leaderName, heads.liaisonName].map(text);
    if (unit === null) {
      // A line to sign below the table names nobody.
      if (people.some((name) => name !== null)) {
        problems.push({ sheet: row.sheet, row: row.row, message: `“${written}”不在单位名单内` });
      }
      continue;
    }
    if (contacts.some((known) => known.unit === unit.name)) {
      problems.push({ sheet: row.sheet, row: row.row, message: `${unit.name}写了两行，请只留一行` });
      continue;
    }
    const mobile = (column: number | null, whose: string) => {
      const number = text(column);
      if (number === null) return null;
      const digits = plainDigits(number.replace(/[\s-]/g, ''));
      if (!/^1[3-9]\d{9}$/.test(digits)) {
        problems.push({
          sheet: row.sheet,
          row: row.row,
          message: `${unit.name}的${whose}手机号码不是 11 位手机号码`,
        });
      }
      return digits;
    };
    const known = contactColumns(heads).flatMap((column) => row.unreadable.get(column) ?? []);
    for (const trouble of known) problems.push({ sheet: row.sheet, row: row.row, message: trouble });
    if (known.length > 0) continue;
    if (people.every((name) => name === null)) {
      if (contactColumns(heads).some((column) => row.texts.has(column))) {
        problems.push({
          sheet: row.sheet,
          row: row.row,
          message: `${unit.name}写了职务或手机，没有写分管领导和联络员的姓名`,
        });
      }
      continue;
    }
    contacts.push({
      unit: unit.name,
      leader: {
        name: text(heads.leaderName),
        post: text(heads.leaderPost),
        mobile: mobile(heads.leaderMobile, '分管领导'),
      },
      liaison: { name: text(heads.liaisonName), mobile: mobile(heads.liaisonMobile, '联络员') },
    });
  }
  if (contacts.length === 0 && problems.length === 0) {
    const last = rows.at(-1);
    problems.push({ sheet: last?.sheet ?? '', row: last?.row ?? 1, message: '一个联系人都没有填' });
  }
  return { contacts, problems };
}

function contactColumns({
  leaderName,
  leaderPost,
  leaderMobile,
  liaisonName,
  liaisonMobile,
}: Heads): number[] {
  return [leaderName, leaderPost, leaderMobile, liaisonName, liaisonMobile].filter(
    (column) => column !== null,
  );
}

function isUnitHead(text: string): boolean {
  return /^(?:填报|报送)?单位(?:名称)?$/.test(text.replace(/\s/g, ''));
}

/** Two header rows: 分管领导 and 联络员 above, 姓名, 职务 and 手机 below; or both in one cell. */
function headsOf(rows: readonly FormRow[]): Heads | { missing: string[] } | null {
  const [above, below] = rows;
  if (above === undefined) return null;
  const last = Math.max(...above.texts.keys(), ...(below?.texts.keys() ?? []));
  let unit: number | null = null;
  const found: Partial<Record<string, number>> = {};
  let group = '';
  for (let column = 1; column <= last; column += 1) {
    const own = (above.texts.get(column) ?? '').replace(/\s/g, '');
    if (isUnitHead(own)) unit ??= column;
    if (/领导/.test(own)) group = 'leader';
    else if (/联络员|联系人|经办人/.test(own)) group = 'liaison';
    else if (own !== '' && !/姓名|职务|手机|电话|联系方式/.test(own)) group = '';
    const words = own + (below?.texts.get(column) ?? '');
    if (group === '') continue;
    const part = /职务/.test(words) ? 'Post' : /手机|电话|联系方式/.test(words) ? 'Mobile' : 'Name';
    found[group + part] ??= column;
  }
  const { leaderName, liaisonName } = found;
  if (unit === null) return null;
  if (leaderName === undefined || liaisonName === undefined) {
    const missing = [leaderName === undefined ? '分管领导' : '', liaisonName === undefined ? '联络员' : ''];
    return { missing: missing.filter((title) => title !== '') };
  }
  return {
    unit,
    leaderName,
    leaderPost: found['leaderPost'] ?? null,
    leaderMobile: found['leaderMobile'] ?? null,
    liaisonName,
    liaisonMobile: found['liaisonMobile'] ?? null,
  };
}
