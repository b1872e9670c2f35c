import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import { findUnit } from '../../model/unit.ts';
import { canonicalSpelling } from '../../model/spelling.ts';
import { columnLetters } from '../column-letters.ts';
import type { GridCell, GridRow } from '../grid/grid.ts';
import { withoutInvisible } from '../normalise/without-invisible.ts';

export interface UnitText {
  /** As written, or null when the label stands alone. */
  raw: string | null;
  cell: string;
}

/** A reporting unit label in a row, with the unit in the same cell or in the next one; null when there is no label. */
export function unitLabelIn(row: GridRow, pack: PolicyPack): UnitText | null {
  for (const [position, cell] of row.cells.entries()) {
    if (cell.type !== 'text') continue;
    const rest = afterLabel(cell.text, pack);
    if (rest === null) continue;
    const own = unitText(rest, pack);
    if (own !== '') return { raw: own, cell: columnLetters(cell.column) + String(row.row) };
    const beside = unitBeside(row.cells.slice(position + 1), pack);
    const at = beside ?? cell;
    return {
      raw: beside === null ? null : unitText(beside.text, pack),
      cell: columnLetters(at.column) + String(row.row),
    };
  }
  return null;
}

/** The next cell, unless it is a label of something else (填报时间：). */
function unitBeside([next]: readonly GridCell[], pack: PolicyPack): GridCell | null {
  if (next?.type !== 'text' || /^\s*\d/.test(next.text)) return null;
  return unitText(next.text, pack) === '' || isLabel(next.text) ? null : next;
}

function isLabel(text: string): boolean {
  return /^[^:：]{1,12}[:：]/.test(text.replace(/\s/g, ''));
}

/** What stands after the label, its bracketed note and its colon; null when the text has no label. */
function afterLabel(text: string, pack: PolicyPack): string | null {
  const visible = withoutInvisible(text);
  for (const label of [...pack.layout.unitLabels].sort((a, b) => b.length - a.length)) {
    const match = labelPattern(label).exec(visible);
    if (match === null) continue;
    const rest = visible.slice(match.index + match[0].length);
    // 填报单位意见 or a sentence that mentions the label is none, and neither is a label far inside a text.
    const isMarked = /[:：)）】\]_\s]/.test(match[0].slice(-1)) || rest.trim() === '';
    if (isMarked || findUnit(pack, rest) !== null) return rest;
  }
  const plain = /^\s*单\s*位(?:\s*名\s*称)?\s*[:：]\s*(.+)$/.exec(visible)?.[1];
  return plain !== undefined && findUnit(pack, plain) !== null ? plain : null;
}

const patterns = new Map<string, RegExp>();

/** The label with blanks between its characters, an optional note in brackets and an optional colon. */
function labelPattern(label: string): RegExp {
  const known = patterns.get(label);
  if (known !== undefined) return known;
  const characters = Array.from(label, (character) => {
    if (character === '（') return '[（(]';
    if (character === '）') return '[）)]';
    return character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  });
  const pattern = new RegExp(
    `${characters.join('\\s*')}\\s*(?:名\\s*称)?\\s*(?:[（(【\\[][^）)】\\]]*[）)】\\]])?\\s*[:：﹕︰]?\\s*`,
  );
  patterns.set(label, pattern);
  return pattern;
}

const nextLabel = /\s{2,}[^\s:：]{2,8}(?:\s*[(（][^)）]*[)）])?\s*[:：]|\n/;
const stampNote = /[（(【[][^）)】\]]*(?:章|签字|签名)[^）)】\]]*[）)】\]]/;
const date = /\s*(?:19|20)\d{2}\s*[年./-]/;
const edges = /^[\s_:：]+|[\s_:：,，;；。.]+$/g;

/** The unit's own words: up to the next label, stamp note or date of the line, without lines to write on. */
function unitText(rest: string, pack: PolicyPack): string {
  const text = rest.replace(/^[\s_]+/, '');
  const words = pack.layout.footerWords.map((word) => text.indexOf(word)).filter((at) => at >= 0);
  const marks = [nextLabel, date].flatMap((pattern) => pattern.exec(text)?.index ?? []);
  const line = text.slice(0, Math.min(text.length, ...words, ...marks));
  const note = stampNote.exec(line);
  // （盖章）东湖街道: a note before the name is only taken out.
  const noted = note === null ? line : line.slice(0, note.index).trim() || line.replace(stampNote, '');
  const whole = noted.replace(edges, '');
  const [first = ''] = whole.split(/\s{2,}/);
  return findUnit(pack, whole) === null && findUnit(pack, first) !== null ? first : whole;
}

/** The one unit whose name, alias or stem a text contains: proposed, never taken. */
export function unitNamedIn(pack: PolicyPack, text: string): string | null {
  const spelling = canonicalSpelling(text);
  let best: { name: string; length: number } | null = null;
  for (const { name, aliases } of pack.units) {
    for (const written of [name, ...aliases, stemOf(name)]) {
      const word = canonicalSpelling(written);
      if (word.length < 2 || !spelling.includes(word)) continue;
      if (best === null || word.length > best.length) best = { name, length: word.length };
    }
  }
  return best?.name ?? null;
}

function stemOf(name: string): string {
  return name.replace(/^市/, '').replace(/(?:街道|镇|乡|办公室)$/, '');
}
