import type { CellProblem, CellValue } from '../../model/person.ts';
import type { GridCellType } from '../grid/grid.ts';

/** What a cell's text means in its column. */
export interface Reading {
  value: CellValue;
  problem: CellProblem | null;
  /** Everything else the cell said. */
  also: string[] | null;
}

/** @param idNumber Text of the row's identity number: a birth date of two digits is held against it. */
export type ReadCell = (text: string, type: GridCellType, idNumber: string) => Reading;

export function reading(value: CellValue): Reading {
  return { value, problem: null, also: null };
}

export function problem(kind: Exclude<CellProblem['kind'], 'ambiguous-label'>): Reading {
  return { value: null, problem: { kind }, also: null };
}
