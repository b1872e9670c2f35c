/** The reference of profiles in Markdown, made of the descriptions in the schema. */
import { profileJsonSchema } from '../../src/portal/profile/json-schema.ts';

const begin = '<!-- 以下由 scripts/write-profile-docs.ts 按 schema 生成，请勿手改 -->';
const end = '<!-- 生成到此为止 -->';

interface Schema {
  description?: string;
  type?: string;
  const?: unknown;
  default?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
}

/** The document with its generated part made anew. */
export function withReference(document: string): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`docs/profiles.md has lost its marks: ${begin} … ${end}`);
  return `${before}${begin}\n\n${reference()}\n${end}${after}`;
}

function reference(): string {
  const sections: string[] = [];
  const done = new Map<string, string>();
  visit('（最上层）', profileJsonSchema(), sections, done);
  return sections.join('\n');
}

/** One table an object; the same object met again is named, not printed again. */
function visit(path: string, schema: Schema, sections: string[], done: Map<string, string>): void {
  const { properties } = schema;
  if (properties === undefined) return;
  const shape = JSON.stringify(schema);
  if (done.has(shape)) return;
  done.set(shape, path);
  const rows = Object.entries(properties)
    .filter(([key]) => key !== '$schema')
    .map(([key, inner]) => {
      const must = schema.required?.includes(key) === true ? '必写' : '';
      return `| \`${key}\` | ${typeOf(inner)} | ${must} | ${cell(meaning(inner))} |`;
    });
  const title = schema.description === undefined || path === '（最上层）' ? '' : `\n${schema.description}\n`;
  sections.push(
    `### ${path}\n${title}\n| 项 | 写什么 | | 说明 |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`,
  );
  for (const [key, inner] of Object.entries(properties))
    for (const part of objectsIn(inner))
      visit(path === '（最上层）' ? key : `${path}.${key}`, part, sections, done);
}

/** Objects that can stand at a place: itself, a choice, a list's items, a map's values. */
function objectsIn(schema: Schema): Schema[] {
  if (schema.properties !== undefined) return [schema];
  const inner = [...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items])];
  if (typeof schema.additionalProperties === 'object') inner.push(schema.additionalProperties);
  const found = inner.flatMap(objectsIn);
  return found.filter((one, at) => found.findIndex((other) => same(one, other)) === at);
}

function same(one: Schema, other: Schema): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const typeNames: Record<string, string> = {
  string: '文字',
  boolean: 'true / false',
  number: '数',
  integer: '整数',
  object: '若干项',
};

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined)
    return schema.enum.length > 10
      ? '采集表的列名'
      : schema.enum.map((value) => `\`${String(value)}\``).join(' ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeOf))].join(' 或 ');
  if (schema.type === 'array') return `列表：${schema.items === undefined ? '' : typeOf(schema.items)}`;
  if (schema.type === 'object' && schema.properties === undefined) return '名称 → 内容';
  return typeNames[schema.type ?? ''] ?? '';
}

function meaning(schema: Schema): string {
  const { description, default: fallback } = schema;
  const simple = ['string', 'number', 'boolean'].includes(typeof fallback);
  return [description ?? '', simple ? `默认 \`${String(fallback)}\`` : '']
    .filter((part) => part !== '')
    .join('；');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}
