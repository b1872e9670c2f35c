/** A profile as a text that a person goes on working with: every part with the reason why it says what it says. */
import { yamlLine } from '../../platform/documents.ts';
import { parseProfile } from './load.ts';

export interface ProfilePart {
  key: string;
  /** Lines above the part, without `#`. */
  notes?: readonly string[];
  /** Blank line before it. */
  apart?: boolean;
  /** Plain data; long ones are laid out over several lines. Undefined: nothing but the notes. */
  value?: unknown;
  parts?: readonly ProfilePart[];
  items?: readonly ProfileItem[];
}

export interface ProfileItem {
  notes: readonly string[];
  /** Undefined: nothing but the notes, for what is still open. */
  value?: unknown;
}

const width = 100;

/** The text of a profile. A draft that the schema refuses is a mistake of ours: `profile-invalid`. */
export function writeProfile(heading: readonly string[], parts: readonly ProfilePart[]): string {
  const lines = [
    '# yaml-language-server: $schema=./profile.schema.json',
    ...heading.map(comment),
    ...parts.flatMap((part) => partLines(part, '')),
  ];
  const text = `${lines.join('\n')}\n`;
  parseProfile(text, '（新生成的门户配置）');
  return text;
}

function partLines(part: ProfilePart, indent: string): string[] {
  const inner = `${indent}  `;
  const above = [
    ...(part.apart === true ? [''] : []),
    ...(part.notes ?? []).map((note) => `${indent}${comment(note)}`),
  ];
  if (part.parts !== undefined)
    return [
      ...above,
      `${indent}${yamlLine(part.key)}:`,
      ...part.parts.flatMap((child) => partLines(child, inner)),
    ];
  if (part.items !== undefined)
    return [
      ...above,
      `${indent}${yamlLine(part.key)}:`,
      ...part.items.flatMap((item) => itemLines(item, inner)),
    ];
  return part.value === undefined ? above : [...above, ...entryLines(part.key, part.value, indent)];
}

function itemLines({ notes, value }: ProfileItem, indent: string): string[] {
  const above = notes.map((note) => `${indent}${comment(note)}`);
  if (value === undefined) return above;
  const flow = yamlLine(value);
  if (!isMap(value) || flow.length + indent.length + 2 <= width) return [...above, `${indent}- ${flow}`];
  const [first = '', ...rest] = Object.entries(value).flatMap(([key, inner]) =>
    entryLines(key, inner, `${indent}  `),
  );
  return [...above, `${indent}- ${first.trimStart()}`, ...rest];
}

function entryLines(key: string, value: unknown, indent: string): string[] {
  const name = yamlLine(key);
  const flow = yamlLine(value);
  if (flow.length + indent.length + name.length + 2 <= width) return [`${indent}${name}: ${flow}`];
  const inner = `${indent}  `;
  if (isMap(value))
    return [
      `${indent}${name}:`,
      ...Object.entries(value).flatMap(([childKey, child]) => entryLines(childKey, child, inner)),
    ];
  if (Array.isArray(value) && value.some(isMap))
    return [`${indent}${name}:`, ...value.flatMap((item) => itemLines({ notes: [], value: item }, inner))];
  return [`${indent}${name}: ${flow}`];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Portal's words in a comment must not end it. */
function comment(text: string): string {
  return `# ${text.replaceAll(/[\r\n\u2028\u2029]+/gu, ' ')}`.trimEnd();
}
