import type ExcelJS from 'exceljs';
import type { Column } from '../../model/column.ts';
import { choicesOf } from './choices.ts';
import type { ListSheet } from './list-sheet.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/**
 * True where the identity number in `cell` is none: GB 11643 in a formula. Written out term by term, because conditional
 * formats take no array constants and a reference to rows 1 to 17 would shrink when somebody deletes one.
 */
export function idNumberIsWrong(cell: string): string {
  const sum = weights.map((weight, at) => `MID(${cell},${String(at + 1)},1)*${String(weight)}`).join('+');
  const check = `MID("10X98765432",MOD(${sum},11)+1,1)<>UPPER(MID(${cell},18,1))`;
  return `AND(LEN(${cell})>0,IF(LEN(${cell})<>18,TRUE,IFERROR(${check},TRUE)))`;
}

/** True where a mobile or fixed-line number in `cell` cannot be one. */
export function phoneIsWrong(cell: string): string {
  const isMobile = `AND(LEN(${cell})=11,LEFT(${cell},1)="1")`;
  return `AND(LEN(${cell})>0,NOT(OR(${isMobile},AND(LEFT(${cell},1)="0",LEN(${cell})>=10))))`;
}

/** True where the code in `cell` has not 18 characters. */
export function creditCodeIsWrong(cell: string): string {
  return `AND(LEN(${cell})>0,LEN(${cell})<>18)`;
}

/** True where a date in `cell` is text or lies outside what a date can be. */
export function dateIsWrong(cell: string): string {
  return `AND(LEN(${cell})>0,NOT(ISNUMBER(${cell})),NOT(IFERROR(ISNUMBER(DATEVALUE(${cell})),FALSE)))`;
}

/** The rule that colours a cell of the column where it is wrong, or null. */
export function wrongFormula(column: Column, cell: string): string | null {
  switch (column.kind) {
    case 'id-number':
      return idNumberIsWrong(cell);
    case 'phone':
      return phoneIsWrong(cell);
    case 'credit-code':
      return creditCodeIsWrong(cell);
    case 'date':
      return dateIsWrong(cell);
    case 'serial':
    case 'text':
    case 'person-name':
    case 'vocabulary':
    case 'yes-no':
    case 'region':
    case 'money':
      return null;
  }
}

/** What Excel asks and refuses while somebody types into the column, or null. */
export function typingRule(
  column: Column,
  pack: PolicyPack,
  lists: ListSheet,
): ExcelJS.DataValidation | null {
  const choices = choicesOf(column, pack);
  const title = column.header.slice(0, 30);
  if (choices.length > 0) {
    const isOpen = column.kind === 'text';
    return {
      type: 'list',
      allowBlank: true,
      formulae: [lists.formula(column.header, choices)],
      showErrorMessage: !isOpen,
      errorStyle: 'stop',
      errorTitle: title,
      error: '请从下拉列表中选择，不要自行填写。',
    };
  }
  switch (column.kind) {
    case 'id-number':
      return lengthRule(title, 18, '身份证号码为 18 位，末位 X 用大写字母。单元格是文本格式，请直接输入。');
    case 'credit-code':
      return lengthRule(title, 18, '统一社会信用代码为 18 位，由数字和大写字母组成，没有可以不填。');
    case 'date':
      return {
        type: 'date',
        operator: 'between',
        allowBlank: true,
        formulae: [new Date('1900-03-01T00:00:00Z'), new Date('2099-12-31T00:00:00Z')],
        showErrorMessage: true,
        errorTitle: title,
        error: '请填写完整的日期，例如 2024-03-05。',
        showInputMessage: true,
        promptTitle: title,
        prompt: '写成 2024-03-05 的样子，年月日都要写。',
      };
    case 'money':
      return {
        type: 'decimal',
        operator: 'greaterThanOrEqual',
        allowBlank: true,
        formulae: [0],
        showErrorMessage: true,
        errorTitle: title,
        error: '请填写数字，单位为元，不写“元”字。',
      };
    case 'phone':
      return {
        type: 'textLength',
        operator: 'between',
        allowBlank: true,
        formulae: [7, 13],
        showErrorMessage: true,
        errorTitle: title,
        error: '请填写一个手机号码（11 位）或带区号的固定电话。',
      };
    case 'serial':
    case 'text':
    case 'person-name':
    case 'vocabulary':
    case 'yes-no':
    case 'region':
      return null;
  }
}

function lengthRule(title: string, length: number, words: string): ExcelJS.DataValidation {
  return {
    type: 'textLength',
    operator: 'equal',
    allowBlank: true,
    formulae: [length],
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: title,
    error: words,
    showInputMessage: true,
    promptTitle: title,
    prompt: words,
  };
}
