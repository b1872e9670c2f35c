import { unreadable } from '../file-trouble.ts';
import type { GridCell, GridCellType } from '../grid/grid.ts';
import { decodeEscapes } from './escapes.ts';
import type { NumberKind } from './number-format.ts';
import type { StringStore } from './string-store.ts';
import { isSet } from './xml-reader.ts';

/** Turns a cell's type, style and value as the file spells them into the cell; null for one that holds nothing. */
export class CellMaker {
  readonly #strings: StringStore;
  readonly #kinds: readonly NumberKind[];

  constructor(strings: StringStore, kinds: readonly NumberKind[]) {
    this.#strings = strings;
    this.#kinds = kinds;
  }

  make(column: number, type: string, style: number, value: string, formula: boolean): GridCell | null {
    const text = this.#text(type, value);
    return cell(column, this.#typeOf(type, style), text, formula);
  }

  /** A cell with the shared text of an index. */
  shared(column: number, index: number, formula: boolean): GridCell | null {
    return cell(column, 'text', this.#sharedText(index), formula);
  }

  #typeOf(type: string, style: number): GridCellType {
    switch (type) {
      case 's':
      case 'str':
      case 'inlineStr':
        return 'text';
      case 'b':
        return 'boolean';
      case 'e':
        return 'error';
      case 'd':
        return 'date';
      default:
        return this.#kinds[style] ?? 'number';
    }
  }

  #text(type: string, value: string): string {
    switch (type) {
      case 's': {
        const index = value.trim();
        return index === '' ? '' : this.#sharedText(Number(index));
      }
      case 'str':
      case 'inlineStr':
        return decodeEscapes(value);
      case 'b':
        return isSet(value.trim()) ? 'TRUE' : 'FALSE';
      default:
        return value.trim();
    }
  }

  #sharedText(index: number): string {
    const text = this.#strings.at(index);
    // A number without a text would have to be guessed.
    if (text === null) throw unreadable('文字表不完整');
    return text;
  }
}

function cell(column: number, type: GridCellType, text: string, formula: boolean): GridCell | null {
  if (text !== '') return { column, type, text, formula };
  return formula ? { column, type: 'blank', text, formula } : null;
}
