import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { unitNames } from './choices.ts';
import { bytesOf, centre, fills, fonts, grid, newForm, printSetup, put } from './form-look.ts';

export const contactsHeads = [
  ['序号', ''],
  ['单位', ''],
  ['分管领导', '姓名'],
  ['分管领导', '职务'],
  ['分管领导', '手机号码'],
  ['联络员', '姓名'],
  ['联络员', '手机号码'],
] as const;

/** The empty contacts form (附件4): a line a unit. */
export async function contactsForm(pack: PolicyPack, madeOn: string): Promise<Uint8Array> {
  const workbook = newForm(madeOn);
  const sheet = workbook.addWorksheet('联系人名单', { views: [{ state: 'frozen', ySplit: 3 }] });
  const widths = [6, 24, 14, 26, 18, 14, 18];
  sheet.columns = widths.map((width) => ({ width, style: { numFmt: '@', font: fonts.note } }));
  put(sheet, 1, 1, `${pack.title}工作分管领导和联络员名单`, { font: fonts.title, alignment: centre });
  sheet.mergeCells(1, 1, 1, widths.length);
  sheet.getRow(1).height = 36;
  const head = { font: fonts.strong, fill: fills.head, alignment: centre, border: grid };
  contactsHeads.forEach(([above, below], index) => {
    put(sheet, 2, index + 1, above, head);
    put(sheet, 3, index + 1, below === '' ? above : below, head);
  });
  for (const range of ['A2:A3', 'B2:B3', 'C2:E2', 'F2:G2']) sheet.mergeCells(range);
  unitNames(pack).forEach((name, index) => {
    const texts = [String(index + 1), name, '', '', '', '', ''];
    texts.forEach((text, at) =>
      put(sheet, index + 4, at + 1, at === 0 ? index + 1 : text === '' ? null : text, {
        font: fonts.note,
        alignment: centre,
        border: grid,
        numFmt: at === 0 ? '0' : '@',
      }),
    );
    sheet.getRow(index + 4).height = 22;
  });
  printSetup(sheet, {
    titleRows: 3,
    signatures: '填表人：　　　　　　　　　　填报日期：　　　　年　　月　　日',
  });
  return bytesOf(workbook);
}
