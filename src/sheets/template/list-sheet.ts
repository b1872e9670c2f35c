import type ExcelJS from 'exceljs';
import { columnLetters } from '../column-letters.ts';

/** Excel takes no more than 255 characters of a list that is written into the rule itself. */
const longestInline = 200;

/** Long lists of choices stand on a sheet of their own that nobody sees; short ones in the rule. */
export class ListSheet {
  readonly #sheet: ExcelJS.Worksheet;
  #columns = 0;
  readonly #known = new Map<string, string>();

  constructor(workbook: ExcelJS.Workbook, name: string) {
    this.#sheet = workbook.addWorksheet(name, { state: 'veryHidden' });
  }

  /** The formula of a list validation for these choices. */
  formula(title: string, choices: readonly string[]): string {
    const inline = choices.join(',');
    const fits = inline.length <= longestInline && choices.every((one) => !/[",]/.test(one));
    return fits ? `"${inline}"` : this.#reference(title, choices);
  }

  #reference(title: string, choices: readonly string[]): string {
    const key = choices.join('\n');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#columns += 1;
    const letters = columnLetters(this.#columns);
    [title, ...choices].forEach((text, index) => {
      const cell = this.#sheet.getCell(index + 1, this.#columns);
      cell.value = text;
      cell.numFmt = '@';
    });
    const last = String(choices.length + 1);
    const formula = `'${this.#sheet.name}'!$${letters}$2:$${letters}$${last}`;
    this.#known.set(key, formula);
    return formula;
  }
}
