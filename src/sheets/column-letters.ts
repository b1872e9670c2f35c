const A = 65;

/** Column letters of a column number from 1, as Excel shows them: 1 → `A`, 27 → `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(A + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Column number from 1 of the letters at the start of a cell reference; 0 when it starts with none. */
export function columnNumber(reference: string): number {
  let column = 0;
  for (let index = 0; index < reference.length; index += 1) {
    const offset = (reference.charCodeAt(index) & ~32) - A;
    if (offset < 0 || offset > 25) break;
    column = column * 26 + offset + 1;
  }
  return column;
}
