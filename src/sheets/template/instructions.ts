import type ExcelJS from 'exceljs';
import type { Column, ColumnKind } from '../../model/column.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { choicesOf } from './choices.ts';
import { fonts, grid, leftward, printSetup, put } from './form-look.ts';

const howTo: Record<ColumnKind, string> = {
  serial: '从 1 开始的顺序号，可以不填',
  text: '照实填写文字',
  'id-number': '18 位，末位 X 大写；直接输入，不要加空格或引号',
  'person-name': '与身份证一致；少数民族姓名中间的点写“·”',
  date: '写成 2024-03-05 的样子，年月日都要写',
  vocabulary: '从下拉列表中选择',
  'yes-no': '从下拉列表中选择',
  phone: '一个号码，手机 11 位',
  'credit-code': '18 位，没有的不填，不要用 0 代替',
  region: '从下拉列表中选择工作地点所在的村（社区）；列表之外的地点不计入城镇新增就业',
  money: '每月收入，只写数字，单位为元',
};

/** The sheet 填表说明: who counts, how the sheet is handed in, and what goes into every column. */
export function drawInstructions(
  sheet: ExcelJS.Worksheet,
  pack: PolicyPack,
  columns: readonly Column[],
): void {
  sheet.columns = [{ width: 26 }, { width: 9 }, { width: 66 }];
  put(sheet, 1, 1, '填表说明', { font: fonts.title });
  const { collectDay, enterDay } = pack.deadlines;
  const notes = [
    '只填写新增就业人员，每人一行，一人一年只报一次。各单位“谁出数、谁负责”，没有的内容留空，不得编造。',
    `每月 ${String(collectDay)} 日前报送本表的电子版和纸质版；纸质版须由分管领导签字并加盖公章。${String(enterDay)} 日前录入系统。`,
    '不要改动表头、合并单元格或者增加列；行数不够时直接往下填写。需要粘贴时用“选择性粘贴—数值”，以免破坏格式和下拉列表。',
    '底色变红的格有错误：号码位数、校验码或日期不对，请照证件核对。标 * 的列必须填写。',
    '打印：A4 横向，标题和表头每页重复，每页下方有签字处。',
  ];
  notes.forEach((text, index) => {
    const at = index + 2;
    put(sheet, at, 1, `${String(index + 1)}. ${text}`, { font: fonts.note, alignment: leftward });
    sheet.mergeCells(at, 1, at, 3);
    sheet.getRow(at).height = text.length > 52 ? 36 : 20;
  });
  const head = notes.length + 3;
  ['项目', '是否必填', '怎样填写'].forEach((text, index) =>
    put(sheet, head, index + 1, text, { font: fonts.strong, alignment: leftward, border: grid }),
  );
  columns.forEach((column, index) => {
    const words = [column.header, column.required ? '必填' : '', instruction(column, pack)];
    words.forEach((text, at) =>
      put(sheet, head + 1 + index, at + 1, text, { font: fonts.note, alignment: leftward, border: grid }),
    );
    if ((words[2] ?? '').length > 40) sheet.getRow(head + 1 + index).height = 32;
  });
  printSetup(sheet, { titleRows: 1, orientation: 'portrait', signatures: '' });
}

function instruction(column: Column, pack: PolicyPack): string {
  const choices = choicesOf(column, pack);
  const isShort = choices.length > 0 && choices.length <= 8 && column.kind !== 'region';
  return isShort ? `从下拉列表中选择：${choices.join('、')}` : howTo[column.kind];
}
