import ExcelJS from 'exceljs';
import type { SampleKey, SamplePerson } from './people.ts';

/** What goes into a cell: text as it is, or a value of its own kind with a number format. */
export type CellInput = string | { value: ExcelJS.CellValue; numFmt?: string };

export interface FormColumn {
  /** null: a column that the pack does not know. */
  key: SampleKey | 'no' | null;
  header: string;
  width: number;
  /** Narrow columns break their header one character a line, as the notice's form does. */
  narrow: boolean;
}

export interface FormRow {
  kind: 'person' | 'blank' | 'header' | 'sample' | 'text';
  cells: Partial<Record<SampleKey | 'no' | 'unknown', CellInput>>;
  hidden?: boolean;
  /** Columns merged downwards from this row on, and over how many rows. */
  mergeDown?: { keys: SampleKey[]; rows: number };
}

export interface Form {
  fileName: string;
  sheetName: string;
  unitLine: string;
  dateLine: string;
  columns: readonly FormColumn[];
  rows: FormRow[];
  footer: string[];
}

export const sheetTitle = '2024年兴仁市城镇新增就业信息采集表';
/** Title, unit line, header: people begin below. */
export const headerRow = 3;
export const firstRow = headerRow + 1;

// prettier-ignore
const allColumns: readonly [SampleKey | 'no', string, number, 'narrow' | 'wide'][] = [
  ['no', '序号', 4.5, 'narrow'],
  ['idNumber', '身份证号码', 21, 'wide'],
  ['name', '姓名', 9, 'wide'],
  ['sex', '性别', 4.5, 'narrow'],
  ['birthDate', '出生日期', 12, 'wide'],
  ['ethnicity', '民族', 8, 'narrow'],
  ['householdType', '户口性质', 18, 'narrow'],
  ['householdPlace', '户口所在地', 30, 'wide'],
  ['education', '文化程度', 9, 'narrow'],
  ['politicalStatus', '政治面貌', 9, 'narrow'],
  ['disabled', '是否残疾人', 4.5, 'narrow'],
  ['leftBehindFamily', '是否留守儿童家庭劳动力', 4.5, 'narrow'],
  ['releasedPrisoner', '是否刑满释放人员', 4.5, 'narrow'],
  ['rehabilitated', '是否戒毒康复人员', 4.5, 'narrow'],
  ['veteran', '是否退役军人', 4.5, 'narrow'],
  ['povertyRelieved', '是否脱贫劳动力', 4.5, 'narrow'],
  ['relocated', '是否易地扶贫搬迁劳动力', 4.5, 'narrow'],
  ['graduate', '是否高校毕业生', 4.5, 'narrow'],
  ['school', '毕业院校', 18, 'wide'],
  ['graduatedOn', '毕业时间', 12, 'wide'],
  ['personCategory', '人员类别', 14, 'wide'],
  ['permitNumber', '就业创业证号', 12, 'narrow'],
  ['phone', '联系电话', 14, 'wide'],
  ['employer', '就业单位名称', 28, 'wide'],
  ['creditCode', '统一社会信用代码', 22, 'wide'],
  ['unitType', '单位类型', 12, 'narrow'],
  ['industry', '所属行业', 20, 'wide'],
  ['sector', '产业类型', 9, 'narrow'],
  ['employmentForm', '就业形式', 10, 'wide'],
  ['post', '岗位/工种', 12, 'wide'],
  ['employedOn', '就业时间', 12, 'wide'],
  ['workRegion', '就业地区划代码', 15, 'wide'],
  ['urbanRuralClass', '城乡分类代码', 6, 'narrow'],
  ['monthlyIncome', '月收入（元）', 9, 'wide'],
  ['laborContract', '是否签订劳动合同', 4.5, 'narrow'],
  ['socialInsurance', '是否参加社会保险', 4.5, 'narrow'],
  ['hardship', '是否就业困难人员', 4.5, 'narrow'],
  ['collectingUnit', '采集单位', 12, 'wide'],
  ['remark', '备注', 18, 'wide'],
];

export const fullColumns: readonly FormColumn[] = allColumns.map(([key, header, width, kind]) => ({
  key,
  header,
  width,
  narrow: kind === 'narrow',
}));

/** The columns of `keys` in that order, with other headers where `renamed` has them. */
export function columnsOf(
  keys: readonly (SampleKey | 'no')[],
  renamed: Partial<Record<SampleKey | 'no', string>> = {},
) {
  return keys.map((key): FormColumn => {
    const column = fullColumns.find((one) => one.key === key);
    if (column === undefined) throw new RangeError(`no column ${key}`);
    const header = renamed[key];
    return header === undefined ? column : { ...column, header, narrow: false };
  });
}

const dateKeys: ReadonlySet<string> = new Set(['birthDate', 'employedOn', 'graduatedOn']);

/** A person as the clean form holds it: dates as dates, money as a number, everything else as text. */
export function cleanRow(person: SamplePerson): FormRow {
  const cells: FormRow['cells'] = {};
  for (const [key, value] of Object.entries(person) as [SampleKey, string][]) {
    if (value === '') continue;
    if (dateKeys.has(key)) cells[key] = { value: utcDay(value), numFmt: 'yyyy-mm-dd' };
    else if (key === 'monthlyIncome') cells[key] = { value: Number(value), numFmt: '0' };
    else cells[key] = value;
  }
  return { kind: 'person', cells };
}

export const utcDay = (date: string): Date => new Date(`${date}T00:00:00Z`);

export function columnLetter(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetter(Math.floor(index / 26) - 1) + letter;
}

const thin: Partial<ExcelJS.Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
};

/** Draws the form of attachment 5. */
export function drawForm(form: Form): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = form.unitLine.replace(/^.*：/, '').trim();
  workbook.created = utcDay('2024-03-18');
  workbook.modified = utcDay('2024-03-18');
  const sheet = workbook.addWorksheet(form.sheetName, {
    views: [{ state: 'frozen', xSplit: 3, ySplit: headerRow }],
  });
  // Assigned, because exceljs declares paper sizes as a const enum, which type stripping cannot see. 9: A4.
  Object.assign(sheet.pageSetup, {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '1:3',
  });
  sheet.columns = form.columns.map((column) => ({ width: column.width }));
  const last = columnLetter(form.columns.length - 1);
  drawHead(sheet, form, last);
  form.rows.forEach((row, index) => drawRow(sheet, form, row, firstRow + index));
  mergeDown(sheet, form);
  form.footer.forEach((text, index) => {
    const at = firstRow + form.rows.length + index;
    sheet.mergeCells(`A${String(at)}:${last}${String(at)}`);
    Object.assign(sheet.getCell(at, 1), {
      value: text,
      font: { name: '宋体', size: 11 },
      alignment: { vertical: 'middle' },
    });
    sheet.getRow(at).height = 24;
  });
  addDropDowns(sheet, form);
  return workbook;
}

function drawHead(sheet: ExcelJS.Worksheet, form: Form, last: string): void {
  sheet.mergeCells(`A1:${last}1`);
  Object.assign(sheet.getCell('A1'), {
    value: sheetTitle,
    font: { name: '方正小标宋简体', size: 20, bold: true },
    alignment: { horizontal: 'center', vertical: 'middle' },
  });
  sheet.getRow(1).height = 36;
  sheet.mergeCells('A2:H2');
  Object.assign(sheet.getCell('A2'), { value: form.unitLine, font: { name: '宋体', size: 12 } });
  Object.assign(sheet.getCell(2, form.columns.length), {
    value: form.dateLine,
    font: { name: '宋体', size: 12 },
    alignment: { horizontal: 'right' },
  });
  sheet.getRow(2).height = 22;
  drawHeader(sheet, form, headerRow);
}

function drawHeader(sheet: ExcelJS.Worksheet, form: Form, at: number): void {
  form.columns.forEach((column, index) => {
    Object.assign(sheet.getCell(at, index + 1), {
      value: column.narrow ? column.header.split('').join('\n') : column.header,
      font: { name: '黑体', size: 10 },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFF3F8' } },
      border: thin,
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
    });
  });
  const lines = form.columns.map((column) =>
    column.narrow ? column.header.length : Math.ceil((column.header.length * 2) / column.width),
  );
  sheet.getRow(at).height = Math.max(3, ...lines) * 15;
}

function drawRow(sheet: ExcelJS.Worksheet, form: Form, row: FormRow, at: number): void {
  if (row.kind === 'blank') return;
  if (row.kind === 'header') {
    drawHeader(sheet, form, at);
    return;
  }
  form.columns.forEach((column, index) => {
    const cell = sheet.getCell(at, index + 1);
    Object.assign(cell, {
      font: { name: '宋体', size: 10 },
      border: thin,
      alignment: { horizontal: column.width > 18 ? 'left' : 'center', vertical: 'middle', wrapText: true },
      numFmt: '@',
    });
    const input = row.cells[column.key ?? 'unknown'];
    if (input === undefined) return;
    if (typeof input === 'string') cell.value = input;
    else {
      cell.value = input.value;
      cell.numFmt = input.numFmt ?? 'General';
    }
  });
  const line = sheet.getRow(at);
  line.height = 20;
  if (row.hidden === true) line.hidden = true;
}

function mergeDown(sheet: ExcelJS.Worksheet, form: Form): void {
  form.rows.forEach((row, index) => {
    if (row.mergeDown === undefined) return;
    const { keys, rows } = row.mergeDown;
    for (const key of keys) {
      const letter = columnLetter(form.columns.findIndex((column) => column.key === key));
      sheet.mergeCells(
        `${letter}${String(firstRow + index)}:${letter}${String(firstRow + index + rows - 1)}`,
      );
    }
  });
}

function addDropDowns(sheet: ExcelJS.Worksheet, form: Form): void {
  const lists: Partial<Record<SampleKey | 'no', string>> = {
    sex: '"男,女"',
    disabled: '"是,否"',
    employmentForm: '"单位就业,个体经营,灵活就业,公益性岗位安置"',
  };
  form.columns.forEach((column, index) => {
    const formula = column.key === null ? undefined : lists[column.key];
    if (formula === undefined) return;
    for (let at = firstRow; at < firstRow + form.rows.length; at += 1) {
      // The forms only hint: villages type what they like.
      sheet.getCell(at, index + 1).dataValidation = {
        type: 'list',
        allowBlank: true,
        showErrorMessage: false,
        formulae: [formula],
      };
    }
  });
}
