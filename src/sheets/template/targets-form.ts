import type ExcelJS from 'exceljs';
import type { PolicyPack, TargetVersion } from '../../model/pack/policy-pack.ts';
import { columnLetters } from '../column-letters.ts';
import { bytesOf, centre, fills, fonts, grid, newForm, printSetup, put, validate } from './form-look.ts';

/**
 * The targets form (附件3): units by periods, with the year and the total counted by formulas.
 * @param version figures to begin with; null: empty.
 */
export async function targetsForm(
  pack: PolicyPack,
  version: TargetVersion | null,
  madeOn: string,
): Promise<Uint8Array> {
  const workbook = newForm(madeOn);
  const sheet = workbook.addWorksheet('目标任务', { views: [{ state: 'frozen', xSplit: 2, ySplit: 2 }] });
  const heads = ['序号', '单位', '全年目标', ...pack.periods.map(({ title }) => title)];
  sheet.columns = heads.map((_, index) => ({ width: index === 0 ? 6 : index === 1 ? 24 : 11 }));
  put(sheet, 1, 1, `${pack.title}目标任务表（单位：人）`, { font: fonts.title, alignment: centre });
  sheet.mergeCells(1, 1, 1, heads.length);
  sheet.getRow(1).height = 36;
  heads.forEach((text, index) =>
    put(sheet, 2, index + 1, text, {
      font: fonts.strong,
      fill: fills.head,
      alignment: centre,
      border: grid,
    }),
  );
  const units = [...pack.units].sort((a, b) => a.order - b.order);
  units.forEach(({ name }, index) =>
    drawUnit(sheet, pack, { name, at: index + 3, number: index + 1, version }),
  );
  drawTotal(sheet, pack, version, units.length + 3);
  const last = columnLetters(heads.length);
  validate(sheet, `D3:${last}${String(units.length + 2)}`, {
    type: 'whole',
    operator: 'greaterThanOrEqual',
    allowBlank: true,
    formulae: [0],
    showErrorMessage: true,
    errorTitle: '目标任务',
    error: '请填写人数，为不小于零的整数。',
  });
  printSetup(sheet, { titleRows: 2, signatures: '制表人：　　　　　　　　　　审核人：　　　　　　　　　　' });
  return bytesOf(workbook);
}

interface UnitLine {
  name: string;
  at: number;
  number: number;
  version: TargetVersion | null;
}

const look = { font: fonts.note, alignment: centre, border: grid } as const;

function drawUnit(sheet: ExcelJS.Worksheet, pack: PolicyPack, { name, at, number, version }: UnitLine): void {
  const target = version?.units[name];
  put(sheet, at, 1, number, look);
  put(sheet, at, 2, name, look);
  put(sheet, at, 3, sumOf(`D${String(at)}`, `${lastLetter(pack)}${String(at)}`, target?.annual ?? 0), look);
  pack.periods.forEach(({ id }, index) => put(sheet, at, index + 4, target?.periods[id] ?? null, look));
}

function drawTotal(
  sheet: ExcelJS.Worksheet,
  pack: PolicyPack,
  version: TargetVersion | null,
  at: number,
): void {
  const strong = { ...look, font: fonts.strong };
  put(sheet, at, 1, '总计', strong);
  sheet.mergeCells(at, 1, at, 2);
  const figures = [version?.total.annual, ...pack.periods.map(({ id }) => version?.total.periods[id])];
  figures.forEach((figure, index) => {
    const letters = columnLetters(index + 3);
    put(sheet, at, index + 3, sumOf(`${letters}3`, `${letters}${String(at - 1)}`, figure ?? 0), strong);
  });
}

function sumOf(from: string, to: string, result: number): ExcelJS.CellFormulaValue {
  return { formula: `SUM(${from}:${to})`, result };
}

function lastLetter(pack: PolicyPack): string {
  return columnLetters(pack.periods.length + 3);
}
