import { dirtyForm } from './dirty.ts';
import { employers } from './employers.ts';
import { expectedFile, type ExpectedFile, type MeantRow } from './expected.ts';
import { cleanRow, columnsOf, drawForm, fullColumns, type Form, type FormColumn } from './form.ts';
import { workbookBytes } from './package-bytes.ts';
import { People, type PersonWish, type SamplePerson } from './people.ts';
import { places, placesOf } from './places.ts';
import { seededRandom } from './random.ts';
import { readme } from './readme.ts';
import { troubledForm } from './troubled.ts';
import { undecidedForm } from './undecided.ts';

/** Everything that belongs into `fixtures/sheets/`: file name → bytes. The same on every run and machine. */
export async function sampleFiles(): Promise<Map<string, Uint8Array>> {
  const forms = sampleForms();
  const files = new Map<string, Uint8Array>();
  for (const { form } of forms) files.set(form.fileName, await workbookBytes(drawForm(form)));
  files.set('population.json', json(population(forms.flatMap((one) => one.rows))));
  files.set('expected.json', json(expected(forms)));
  files.set('README.md', new TextEncoder().encode(readme(forms)));
  return files;
}

export interface SampleForm {
  form: Form;
  rows: MeantRow[];
}

export function sampleForms(): SampleForm[] {
  const people = new People(seededRandom(20_240_318));
  const firms = employers.filter((one) => one.industry !== '教育');
  const schools = employers.filter((one) => one.industry === '教育');
  const town = many(people, 24, { places: placesOf('东湖街道'), employers: firms, unitShare: 60 });
  const department = many(people, 18, { places, employers: schools, unitShare: 100 });
  const streetWish: PersonWish = { places: placesOf('城南街道'), employers: firms, unitShare: 60 };
  const street = Array.from({ length: 20 }, (_, index) =>
    people.make({ ...streetWish, endsWithX: index === 0 || index === 5 || index === 12 }),
  );
  minorityName(street);
  const market: PersonWish = { places, employers: firms, unitShare: 25 };
  const elsewhere = town[4];
  if (elsewhere === undefined) throw new RangeError('the town sheet is too short');
  return [
    cleanForm('01-东湖街道-2024-03.xlsx', '东湖街道', '2024年3月', fullColumns, town),
    cleanForm('02-市教育局-2024-03.xlsx', '市教育局', '教育系统', departmentColumns, department),
    dirtyForm(street),
    troubledForm(people, market, { elsewhere }),
    undecidedForm(people),
  ];
}

const departmentColumns = columnsOf([
  'no',
  'idNumber',
  'name',
  'sex',
  'birthDate',
  'ethnicity',
  'householdType',
  'householdPlace',
  'education',
  'politicalStatus',
  'disabled',
  'leftBehindFamily',
  'releasedPrisoner',
  'veteran',
  'personCategory',
  'phone',
  'employer',
  'creditCode',
  'unitType',
  'industry',
  'sector',
  'employmentForm',
  'post',
  'employedOn',
  'workRegion',
  'urbanRuralClass',
  'monthlyIncome',
  'laborContract',
  'socialInsurance',
  'remark',
]);

function many(people: People, count: number, wish: PersonWish): SamplePerson[] {
  return Array.from({ length: count }, () => people.make(wish));
}

/** One name with a dot, which sheets write with half a dozen different characters. */
function minorityName(people: SamplePerson[]): void {
  const person = people[3];
  if (person !== undefined) Object.assign(person, { name: '阿依\u00b7木果', ethnicity: '彝族' });
}

function cleanForm(
  fileName: string,
  unit: string,
  sheetName: string,
  columns: readonly FormColumn[],
  people: readonly SamplePerson[],
): SampleForm {
  const rows: MeantRow[] = people.map((person, index) => {
    const row = cleanRow(person);
    row.cells.no = { value: index + 1 };
    return { row, meant: [], person, note: '无问题' };
  });
  const form: Form = {
    fileName,
    sheetName,
    unitLine: `填报单位（盖章）：${unit}`,
    dateLine: '填报时间：2024年3月15日',
    columns,
    rows: rows.map((one) => one.row),
    footer: [
      '分管领导（签字）：                    审核人：                    填表人：                    联系电话：',
    ],
  };
  return { form, rows };
}

/** Four in five of the people, so that the rehearsal portal knows some and has to be told others. */
function population(rows: readonly MeantRow[]): { idNumber: string; name: string }[] {
  const known = new Map<string, string>();
  for (const { person, meant } of rows) {
    if (person === null || meant.some(([rule]) => rule === 'same-id-other-name' || rule === 'name-suspect'))
      continue;
    if (!known.has(person.idNumber)) known.set(person.idNumber, person.name);
  }
  return [...known].filter((_, index) => index % 5 !== 3).map(([idNumber, name]) => ({ idNumber, name }));
}

interface ExpectedRow {
  row: number;
  idNumber: string;
  name: string;
  sex: string;
  birthDate: string;
  phone: string;
  employedOn: string;
  workRegion: string;
  monthlyIncome: number;
}

export interface Expected {
  note: string;
  files: Record<string, ExpectedFile & { rows?: ExpectedRow[] }>;
}

function expected(forms: readonly SampleForm[]): Expected {
  const files = forms.map(({ form, rows }): [string, Expected['files'][string]] => {
    const file = expectedFile(form, rows);
    const allRight = !file.findings.some((one) => one.severity === 'error');
    return [form.fileName, allRight ? { ...file, rows: rows.flatMap(expectedRow) } : file];
  });
  return { note: '按 2024-04-03 或以后的日期、五个文件一次检查', files: Object.fromEntries(files) };
}

function expectedRow({ person }: MeantRow, index: number): ExpectedRow[] {
  if (person === null) return [];
  const { idNumber, name, sex, birthDate, phone, employedOn, workRegion, monthlyIncome } = person;
  return [
    {
      row: index + 4,
      idNumber,
      name,
      sex,
      birthDate,
      phone,
      employedOn,
      workRegion,
      monthlyIncome: Number(monthlyIncome),
    },
  ];
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`);
}
