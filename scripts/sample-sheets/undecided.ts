import { cleanRow, fullColumns, type Form } from './form.ts';
import type { Meant, MeantRow } from './expected.ts';
import type { People, SamplePerson } from './people.ts';
import { placesOf } from './places.ts';

/** A town whose rows are right or need a person's decision; none is wrong. */
export function undecidedForm(people: People): { form: Form; rows: MeantRow[] } {
  const own = { places: placesOf('巴铃镇'), employers: [], unitShare: 0 };
  const rows: MeantRow[] = [];
  const add = (note: string, person: SamplePerson, ...meant: Meant[]) =>
    rows.push({ row: cleanRow(person), meant, person, note });
  add('无问题', people.make(own));
  add('就业地在别的街道', people.make({ ...own, places: placesOf('城南街道') }), [
    'region-outside-unit',
    'decision',
    'workRegion',
  ]);
  add(
    '男，刚满 60 岁',
    people.make({ ...own, sex: '男', birthDate: '1963-05-20', employedOn: '2024-02-06' }),
    ['age-at-limit', 'decision', 'idNumber'],
  );
  add('三支一扶，合同和社保都有', {
    ...people.make(own),
    remark: '三支一扶',
    laborContract: '是',
    socialInsurance: '是',
  });
  add('学历写“研究生”，有两种意思', { ...people.make(own), education: '研究生' }, [
    'vocab-ambiguous',
    'decision',
    'education',
  ]);
  add('无问题', people.make(own));
  rows.forEach((one, index) => (one.row.cells.no = { value: index + 1 }));
  const form: Form = {
    fileName: '05-巴铃镇-2024-03.xlsx',
    sheetName: 'Sheet1',
    unitLine: '填报单位（盖章）：巴铃镇人民政府',
    dateLine: '填报时间：2024年3月17日',
    columns: fullColumns,
    rows: rows.map((one) => one.row),
    footer: ['分管领导（签字）：                    审核人：                    填表人：'],
  };
  return { form, rows };
}
