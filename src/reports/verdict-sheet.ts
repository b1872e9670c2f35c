import type ExcelJS from 'exceljs';
import { stateTitles } from '../entry/state.ts';
import { needsPerson, verdictAdvice, verdictKinds, verdictTitles, type Verdict } from '../reconcile/index.ts';
import { officeText } from '../platform/office-text.ts';
import { maskedNumber, maskedText } from './masked.ts';
import type { ProgressReportModel } from './progress-model.ts';
import {
  centre,
  drawHead,
  drawTitle,
  fills,
  fonts,
  heightFor,
  leftward,
  printSetup,
  put,
} from './sheet-style.ts';

const heads = [
  '序号',
  '对账结果',
  '条目',
  '填报单位',
  '姓名',
  '身份证号码',
  '就业时间',
  '录入时间',
  '台账状态',
  '门户状态',
  '受理编号',
  '采集表位置',
  '不一致的项目',
  '怎么办',
];
const widths = [6, 16, 10, 16, 10, 21, 12, 12, 10, 10, 17, 38, 18, 54];
export const verdictHeadRow = 4;

/** One row a person, what needs a person first. */
export function drawVerdictSheet(sheet: ExcelJS.Worksheet, model: ProgressReportModel): void {
  const { verdicts, counts, readBack } = model.reconciliation;
  sheet.columns = widths.map((width) => ({ width }));
  printSetup(sheet, `1:${String(verdictHeadRow)}`, 0);
  drawTitle(
    sheet,
    heads.length,
    '对账清单',
    `共 ${String(verdicts.length)} 条`,
    model.readBackAt === null ? '尚未回读门户' : `门户回读时间：${model.readBackAt}`,
  );
  const told = verdictKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${verdictTitles[kind]} ${String(counts[kind])}`);
  const summary = readBack
    ? told.join('　')
    : '尚未回读门户，以下只是台账的状态。请运行 luru read-back 后再对账。';
  put(sheet.getRow(3), 1, summary, { font: fonts.subtitle, alignment: leftward, border: {} });
  sheet.mergeCells(3, 1, 3, heads.length);
  sheet.getRow(3).height = 20;
  drawHead(sheet, verdictHeadRow, heads);
  sheet.autoFilter = {
    from: { row: verdictHeadRow, column: 1 },
    to: { row: verdictHeadRow + verdicts.length, column: heads.length },
  };
  sheet.getRow(verdictHeadRow).commit();
  verdicts.forEach((verdict, index) => {
    const row = sheet.getRow(verdictHeadRow + 1 + index);
    put(row, 1, index + 1);
    const texts = cellsOf(verdict);
    texts.forEach((text, at) =>
      put(row, at + 2, officeText(text), { alignment: at >= 9 ? leftward : centre }),
    );
    if (needsPerson(verdict.kind)) row.getCell(2).fill = fills.error;
    else if (verdict.kind === 'matched') row.getCell(2).fill = fills.good;
    row.height = heightFor(texts, widths.slice(1));
    row.commit();
  });
}

function cellsOf(verdict: Verdict): string[] {
  const { kind, entryId, unit, name, idNumber, employedOn, enteredOn, state, portal, place, fields } =
    verdict;
  const rows = portal !== null && portal.rows > 1 ? `（${String(portal.rows)} 条）` : '';
  return [
    verdictTitles[kind],
    entryId ?? '',
    unit ?? '',
    maskedText(name ?? ''),
    maskedNumber(idNumber ?? '', 'id'),
    employedOn ?? '',
    enteredOn ?? '',
    state === null ? '' : stateTitles[state],
    portal === null ? '' : `${maskedText(portal.state ?? '')}${rows}`,
    maskedText(portal?.receipt ?? ''),
    place === null ? '' : maskedText(`${place.file}“${place.sheet}”第${String(place.row)}行`),
    maskedText(fields.join('、')),
    needsPerson(kind) ? verdictAdvice[kind] : '',
  ];
}
