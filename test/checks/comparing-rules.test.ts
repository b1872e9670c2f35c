import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idCheckCharacter } from '../../src/model/id-number.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { TableHead } from '../../src/model/person.ts';
import { fictionalId, withWrongCheck } from '../model/fictional-numbers.ts';
import {
  brief,
  checkerWith,
  goodPerson,
  letters,
  personRow,
  tableHead,
  type RowSpec,
} from './row-builder.ts';

/** Checks rows of several tables, first row 4 each, and gives all findings, those of the end last. */
function check(...tables: [Partial<TableHead>, ...RowSpec[]][]): Finding[] {
  const checker = checkerWith();
  const findings: Finding[] = [];
  for (const [parts, ...specs] of tables) {
    const table = tableHead(parts);
    for (const [index, spec] of specs.entries())
      findings.push(...checker.row(table, personRow(4 + index, spec)));
  }
  return [...findings, ...checker.end()];
}
const at = (key: Parameters<typeof letters>[0], row: number) => `${letters(key)}${String(row)}`;
const id = fictionalId('1990-03-05');
const old = id.slice(0, 6) + id.slice(8, 17);
const person = (parts: RowSpec = {}, order = 1): RowSpec => ({ ...goodPerson(order), ...parts });
const same = (parts: RowSpec = {}, order = 1) =>
  person({ idNumber: id, birthDate: '1990-03-05', ...parts }, order);

describe('duplicates', () => {
  it('marks the later row of a file and names both places', () => {
    const [finding, ...rest] = check([{}, same(), person({}, 2), same({}, 3)]);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'duplicate-in-file',
      severity: 'error',
      row: 6,
      cell: at('idNumber', 6),
    });
    expect(finding?.message).toContain('东湖街道3月.xlsx“Sheet1”第 4 行');
    expect(finding?.message).toContain('第 6 行');
    expect(finding?.message).not.toContain('inbox');
  });

  it('keeps the first of three', () => {
    const findings = check([{}, same(), same({}, 2), same({}, 3)]);
    expect(brief(findings)).toEqual([
      `duplicate-in-file ${at('idNumber', 5)}`,
      `duplicate-in-file ${at('idNumber', 6)}`,
    ]);
    expect(findings[1]?.message).toContain('第 4 行');
  });

  it('tells sheets of one file from several files', () => {
    expect(brief(check([{}, same()], [{ sheet: 'Sheet2' }, same({}, 2)]))).toEqual([
      `duplicate-in-file ${at('idNumber', 4)}`,
    ]);
    expect(brief(check([{}, same()], [{ file: '教育局.xlsx' }, same({}, 2)]))).toEqual([
      `duplicate-across-files ${at('idNumber', 4)}`,
    ]);
  });

  it('takes the 15-digit form for the same person', () => {
    expect(brief(check([{}, same(), same({ idNumber: old }, 2)]))).toEqual([
      `id-15 ${at('idNumber', 5)}`,
      `duplicate-in-file ${at('idNumber', 5)}`,
    ]);
  });

  it('says another name instead of a duplicate', () => {
    expect(brief(check([{}, same(), same({ name: '李四' }, 2)]))).toEqual([
      `same-id-other-name ${at('name', 5)}`,
    ]);
    expect(brief(check([{}, same(), same({ name: '李四' }, 2), same({}, 3)]))).toEqual([
      `same-id-other-name ${at('name', 5)}`,
      `duplicate-in-file ${at('idNumber', 6)}`,
    ]);
    expect(brief(check([{}, same(), same({ name: null }, 2)]))).toEqual([
      `name-missing ${at('name', 5)}`,
      `duplicate-in-file ${at('idNumber', 5)}`,
    ]);
  });

  it('finds a wrong number twice, and does not take two wrong ones for one', () => {
    const wrong = withWrongCheck(id);
    expect(brief(check([{}, same({ idNumber: wrong }), same({ idNumber: wrong }, 2)]))).toEqual([
      `id-checksum ${at('idNumber', 4)}`,
      `id-checksum ${at('idNumber', 5)}`,
      `duplicate-in-file ${at('idNumber', 5)}`,
    ]);
    expect(brief(check([{}, same(), same({ idNumber: wrong, name: '李四' }, 2)]))).toEqual([
      `id-checksum ${at('idNumber', 5)}`,
    ]);
  });

  it('compares nothing that is no number', () => {
    const broken = { idNumber: '123' };
    expect(brief(check([{}, same(broken), same(broken, 2)]))).toEqual([
      `id-format ${at('idNumber', 4)}`,
      `id-format ${at('idNumber', 5)}`,
    ]);
    const damaged: RowSpec = { idNumber: { raw: '522300199003051000', problem: { kind: 'damaged-number' } } };
    expect(brief(check([{}, same(damaged), same(damaged, 2)]))).toEqual([
      `id-damaged ${at('idNumber', 4)}`,
      `id-damaged ${at('idNumber', 5)}`,
    ]);
  });

  it('remembers thousands of people', () => {
    const many = Array.from({ length: 2500 }, (_, index) =>
      same({
        idNumber: fictionalId(`19${String(60 + Math.floor(index / 400))}-05-06`, '女', index % 400),
        sex: null,
        birthDate: null,
        employedOn: '2024-01-02',
        phone: `138${String(10_000_000 + index)}`,
      }),
    );
    const [first = {}] = many;
    const findings = check([{}, ...many, { ...first, phone: null }]).filter(({ rule }) =>
      rule.startsWith('duplicate'),
    );
    expect(findings.map(({ row, message }) => [row, message.includes('第 4 行')])).toEqual([[2504, true]]);
  });

  it('marks exactly the rows whose number came before, for any order of people', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }), (numbers) => {
        const specs = numbers.map((number, index) =>
          same({
            idNumber: fictionalId('1990-03-05', '男', number * 7),
            phone: `138${String(10_000_000 + index)}`,
          }),
        );
        const rows = check([{}, ...specs])
          .filter((finding) => finding.rule === 'duplicate-in-file')
          .map((finding) => (finding.row ?? 0) - 4);
        expect(rows).toEqual(
          numbers.flatMap((number, index) => (numbers.indexOf(number) < index ? [index] : [])),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('shared phones', () => {
  const phone = '13900001234';
  it('marks every row of three people with one number, known at the end', () => {
    const checker = checkerWith();
    const table = tableHead();
    const other = tableHead({ file: '教育局.xlsx' });
    const early = [
      ...checker.row(table, personRow(4, person({ phone, name: '甲' }, 1))),
      ...checker.row(table, personRow(5, person({ name: '乙' }, 2))),
      ...checker.row(table, personRow(6, person({ phone, name: '丙' }, 3))),
      ...checker.row(other, personRow(4, person({ phone, name: '丁' }, 4))),
    ];
    expect(early).toEqual([]);
    const findings = checker.end();
    expect(findings.map(({ rule, file, cell, value }) => [rule, file, cell, value])).toEqual([
      ['phone-shared', table.file, at('phone', 4), '139******34'],
      ['phone-shared', table.file, at('phone', 6), '139******34'],
      ['phone-shared', other.file, at('phone', 4), '139******34'],
    ]);
    expect(findings[0]?.message).toContain('3 个人');
    expect(JSON.stringify(findings)).not.toContain(phone);
  });

  it('counts people, not rows', () => {
    const rules = check([{}, same({ phone }), same({ phone }, 2), person({ phone, name: '李四' }, 3)]).map(
      ({ rule }) => rule,
    );
    expect(rules).toEqual(['duplicate-in-file']);
  });

  it('takes two for a family', () => {
    expect(check([{}, person({ phone, name: '甲' }, 1), person({ phone, name: '乙' }, 2)])).toEqual([]);
  });

  it('takes one landline in two spellings for one number, and no invalid number at all', () => {
    const spellings = ['0859-6210000', '08596210000', '0859-6210000'];
    const people = spellings.map((each, index) =>
      person({ phone: each, name: `甲乙丙`.charAt(index) }, index + 1),
    );
    expect(check([{}, ...people]).map(({ rule }) => rule)).toEqual([
      'phone-shared',
      'phone-shared',
      'phone-shared',
    ]);
    const invalid = [1, 2, 3].map((order) =>
      person({ phone: '123', name: '甲乙丙'.charAt(order - 1) }, order),
    );
    expect(check([{}, ...invalid]).map(({ rule }) => rule)).toEqual([
      'phone-invalid',
      'phone-invalid',
      'phone-invalid',
    ]);
  });
});

describe('same name and phone', () => {
  const phone = '13900001234';
  it('marks the later row with another number', () => {
    const findings = check([{}, person({ phone }, 1), person({ phone }, 2)]);
    expect(brief(findings)).toEqual([`same-name-phone ${at('idNumber', 5)}`]);
    expect(findings[0]?.message).toContain('第 4 行');
  });

  it('says nothing of other names, other phones, the same number or no number', () => {
    expect(check([{}, person({ phone }, 1), person({ phone, name: '李四' }, 2)])).toEqual([]);
    expect(check([{}, person({}, 1), person({}, 2)])).toEqual([]);
    expect(check([{}, same({ phone }), same({ phone }, 2)]).map(({ rule }) => rule)).toEqual([
      'duplicate-in-file',
    ]);
    expect(
      check([{}, person({ phone }, 1), person({ phone, idNumber: null }, 2)]).map(({ rule }) => rule),
    ).toEqual(['id-missing']);
  });
});

describe('runs of numbers', () => {
  /** Numbers whose first 17 digits rise by one, each with its right check character. */
  function run(first17: string, length: number): string[] {
    return Array.from({ length }, (_, index) => {
      const digits = String(BigInt(first17) + BigInt(index));
      return digits + idCheckCharacter(digits);
    });
  }
  const people = (numbers: string[]): RowSpec[] =>
    numbers.map((idNumber, index) => ({
      idNumber,
      name: `某${'甲乙丙丁戊己庚辛壬癸'.charAt(index)}`,
      employedOn: '2024-03-05',
      workRegion: '522302001001',
    }));
  const runs = (findings: Finding[]) => brief(findings.filter(({ rule }) => rule === 'id-run'));

  it.each([
    [2, []],
    [3, [`id-run ${at('idNumber', 4)}`]],
    [7, [`id-run ${at('idNumber', 4)}`]],
  ])('%i in order', (length, expected) => {
    const findings = check([{}, ...people(run('52230019900305101', length))]);
    expect(runs(findings)).toEqual(expected);
    if (length > 2) expect(findings.at(-1)?.message).toContain(`${String(length)} 个人`);
  });

  it('is told at the first row of each run', () => {
    const numbers = [
      ...run('52230019900305101', 3),
      ...run('52230019850305101', 2),
      ...run('52230019800305101', 4),
    ];
    expect(runs(check([{}, ...people(numbers)]))).toEqual([
      `id-run ${at('idNumber', 4)}`,
      `id-run ${at('idNumber', 9)}`,
    ]);
  });

  it('does not depend on check characters', () => {
    const wrong = run('52230019900305101', 3).map(withWrongCheck);
    expect(runs(check([{}, ...people(wrong)]))).toEqual([`id-run ${at('idNumber', 4)}`]);
  });

  it('runs over the ninth digit', () => {
    const over = ['52230019999999999', '52230020000000000', '52230020000000001'].map(
      (digits) => `${digits}0`,
    );
    expect(runs(check([{}, ...people(over)]))).toEqual([`id-run ${at('idNumber', 4)}`]);
  });

  it('ends at a row between, at a gap, downwards and at another table', () => {
    const [a = '', b = '', c = '', d = ''] = run('52230019900305101', 4);
    expect(runs(check([{}, ...people([a, b, '', c])]))).toEqual([]);
    expect(runs(check([{}, ...people([a, b, d])]))).toEqual([]);
    expect(runs(check([{}, ...people([c, b, a])]))).toEqual([]);
    expect(runs(check([{}, ...people([a, b])], [{ sheet: 'Sheet2' }, ...people([c, d])]))).toEqual([]);
    const damaged: RowSpec = {
      ...people([b])[0],
      idNumber: { raw: b, type: 'number', problem: { kind: 'damaged-number' } },
    };
    const [first = {}, , third = {}] = people([a, b, c]);
    expect(runs(check([{}, first, damaged, third]))).toEqual([]);
  });
});
