import { doubtfulNames, sameNames, words } from './form-words.ts';
import { labelName, type LabelName } from './label-name.ts';

export interface NameMatch {
  /** 0..1: how far one name says what the other says. */
  score: number;
  /** For the operator; empty where nothing is alike. */
  reason: string;
}

const none: NameMatch = { score: 0, reason: '' };
const groupOf = new Map<string, number>();
for (const [group, names] of sameNames.entries()) {
  for (const name of names) groupOf.set(labelName(name).stem, group);
}

/** A name looked at once, to be compared with many. */
export interface KnownName extends LabelName {
  group: number | undefined;
  meanings: Map<string, number>;
}

export function knownName(text: string): KnownName {
  const name = labelName(text);
  return { ...name, group: groupOf.get(name.stem), meanings: meaningsOf(name.stem) };
}

/** A column's header and aliases. */
export interface ColumnNames {
  header: string;
  names: { name: KnownName; called: string; weight: number }[];
}

export function columnNames(header: string, aliases: readonly string[]): ColumnNames {
  return {
    header,
    names: [
      { name: knownName(header), called: `“${header}”`, weight: 1 },
      ...aliases.map((alias) => ({
        name: knownName(alias),
        called: `“${header}”的别名“${alias}”`,
        weight: 0.98,
      })),
    ],
  };
}

/** Best match of a field's name with a column's header or one of its aliases. */
export function matchName(field: KnownName, column: ColumnNames): NameMatch {
  if (field.whole === '') return none;
  let best = none;
  for (const { name, called, weight } of column.names) {
    const found = matchOne(field, name, called, weight);
    if (found.score > best.score) best = found;
  }
  if (best.score > 0.8 && best.reason !== '' && doubtfulNames.has(field.whole)) {
    const isHeader = column.names[0]?.name.whole === field.whole;
    if (!isHeader) return { score: 0.8, reason: `${best.reason}，但门户上这个名称常指别的事` };
  }
  return best;
}

function matchOne(field: KnownName, column: KnownName, called: string, weight: number): NameMatch {
  const found = compare(field, column, called, weight);
  if (found.score === 0 || field.aside === '' || field.aside === column.aside) return found;
  return { score: found.score * 0.8, reason: `${found.reason}，但括号里还有“${field.aside}”` };
}

function compare(field: KnownName, column: KnownName, called: string, weight: number): NameMatch {
  if (column.whole === '') return none;
  if (field.whole === column.whole) return { score: weight, reason: `名称与${called}相同` };
  if (field.stem === column.stem) return { score: 0.96 * weight, reason: `名称与${called}说的是一回事` };
  if (field.group !== undefined && field.group === column.group) {
    return { score: 0.95 * weight, reason: `名称与${called}是同义词` };
  }
  const shared = overlap(field.meanings, column.meanings);
  // Same words in another order or dress: near, but a person should look unless the options agree as well.
  if (shared > 0.97) return { score: 0.84, reason: `名称与${called}用词相同` };
  if (shared > 0.35) return { score: 0.8 * shared, reason: `名称与${called}有几分相近` };
  return none;
}

/** The label taken apart into meanings with their weights; what the word list does not know counts letter by letter. */
function meaningsOf(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let at = 0; at < text.length;) {
    const word = longestWordAt(text, at);
    if (word === null) {
      const letter = text.charAt(at);
      found.set(letter, 0.9);
      at += 1;
    } else {
      found.set(word.meaning, word.weight);
      at += word.length;
    }
  }
  return found;
}

const spellings = words
  .flatMap((w) => w.spellings.map((spelling) => ({ spelling, meaning: w.meaning, weight: w.weight })))
  .toSorted((a, b) => b.spelling.length - a.spelling.length);

function longestWordAt(text: string, at: number): { meaning: string; weight: number; length: number } | null {
  const hit = spellings.find((s) => text.startsWith(s.spelling, at));
  return hit === undefined ? null : { meaning: hit.meaning, weight: hit.weight, length: hit.spelling.length };
}

/** Weight that both share, of the weight that either has. */
function overlap(a: Map<string, number>, b: Map<string, number>): number {
  let shared = 0;
  let all = 0;
  for (const [meaning, weight] of a) {
    all += weight;
    if (b.has(meaning)) shared += weight;
  }
  for (const [meaning, weight] of b) if (!a.has(meaning)) all += weight;
  return all === 0 ? 0 : shared / all;
}
