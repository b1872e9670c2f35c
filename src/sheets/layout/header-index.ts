import type { Column, ColumnKey } from '../../model/column.ts';
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { lookUpTerm } from '../../model/vocabulary.ts';
import type { GridRow } from '../grid/grid.ts';
import { headerSpellings } from './clean-header.ts';
import { unitLabelIn } from './unit-label.ts';

/** A vocabulary column of which a header text names one value. */
export interface OptionOf {
  key: ColumnKey;
  label: string;
}

const longestHeader = 80;
const mostKept = 20_000;

/** Which columns of a pack a header text can mean. Built once a pack; texts are remembered, because forms repeat them. */
export class HeaderIndex {
  readonly #pack: PolicyPack;
  readonly #bySpelling = new Map<string, ColumnKey[]>();
  readonly #known = new Map<string, readonly ColumnKey[]>();
  readonly #own = new Map<string, ColumnKey>();

  constructor(pack: PolicyPack) {
    this.#pack = pack;
    for (const { key, header } of pack.columns) {
      for (const spelling of headerSpellings(header)) {
        this.#own.set(spelling, key);
        this.#add(spelling, key);
      }
    }
    for (const { key, aliases } of pack.columns) {
      for (const alias of aliases) for (const spelling of headerSpellings(alias)) this.#add(spelling, key);
    }
  }

  /** Keys that a header text can mean: usually one, several for a text like 就业类型, none for an unknown column. */
  keysOf(text: string): readonly ColumnKey[] {
    if (text.length > longestHeader) return [];
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const keys = this.#find(text);
    if (this.#known.size < mostKept) this.#known.set(text, keys);
    return keys;
  }

  /** True when a row holds a reporting unit label. */
  isUnitLabel(row: GridRow): boolean {
    return unitLabelIn(row, this.#pack) !== null;
  }

  /** True when the text is the pack's own header of the column. */
  isOwnHeader(text: string, key: ColumnKey): boolean {
    return headerSpellings(text).some((spelling) => this.#own.get(spelling) === key);
  }

  column(key: ColumnKey): Column | undefined {
    return this.#pack.columnByKey[key];
  }

  /** Values of vocabulary columns that the text names, as headers of yes/no columns do. */
  optionsOf(text: string): OptionOf[] {
    if (text.length > longestHeader) return [];
    return this.#pack.columns.flatMap(({ key, kind, vocabulary }) => {
      const words = kind === 'vocabulary' ? this.#pack.vocabularies[vocabulary ?? ''] : undefined;
      if (words === undefined) return [];
      for (const spelling of headerSpellings(text).filter((one) => /\p{Script=Han}/u.test(one))) {
        const found = lookUpTerm(words, spelling.replace(/^是否为?/, ''));
        if (found.kind === 'found') return [{ key, label: found.term.label }];
      }
      return [];
    });
  }

  #find(text: string): readonly ColumnKey[] {
    const spellings = headerSpellings(text);
    for (const spelling of spellings) {
      const keys = this.#bySpelling.get(spelling);
      if (keys !== undefined) return keys;
    }
    // 手机/联系电话: parts that all mean the same column.
    const parts = (spellings.at(-1) ?? '').split(/[/、或]/).filter((part) => part !== '');
    if (parts.length < 2) return [];
    const keys = parts.map((part) => this.#bySpelling.get(part));
    const [first] = keys;
    const agree = first?.length === 1 && keys.every((one) => one?.length === 1 && one[0] === first[0]);
    return agree ? first : [];
  }

  #add(spelling: string, key: ColumnKey): void {
    const keys = this.#bySpelling.get(spelling);
    if (keys === undefined) this.#bySpelling.set(spelling, [key]);
    else if (!keys.includes(key)) keys.push(key);
  }
}
