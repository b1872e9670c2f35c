import { decodeXml, encodingOf } from '../ooxml/decode-xml.ts';
import type { ZipParts } from '../ooxml/zip-parts.ts';
import { attributesOf, elementEnd, escapeXml, firstTag, rootOf, tagsOf } from './xml-text.ts';
import type { ZipWriter } from './zip-writer.ts';

export interface Relationship {
  id: string;
  type: string;
  /** Name of the part it points to, without a leading slash; outside targets are left out. */
  part: string;
}

/** What another encoding than UTF-8 calls itself; parts are written as UTF-8. */
const declared = /^(\s*<\?xml[^>]*\sencoding\s*=\s*["'])(?!utf-8["'])[\w.-]+(["'])/i;
const contentTypes = '[Content_Types].xml';
const emptyRels =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
function asUtf8(start: string): string {
  return start.replace(declared, '$1UTF-8$2');
}

/** A part that is made when its turn to be written has come: those of the file first, then new ones as they were added. */
export type PartStream = () => AsyncIterable<string> | Iterable<string>;

/** An office package: parts are decoded only when they are asked for, and the others copied as they stand in the file. */
export class OpcPackage {
  readonly #parts: ZipParts;
  /** New and changed parts, by key. */
  readonly #changed = new Map<string, { name: string; text: string | PartStream }>();
  /** Names as the file spells them; part names do not care about upper and lower case. */
  readonly #names: Map<string, string>;

  constructor(parts: ZipParts) {
    this.#parts = parts;
    this.#names = new Map(parts.list().map(({ name }) => [key(name), name]));
  }

  has(part: string): boolean {
    return this.#names.has(key(part));
  }

  /** A part that has not been changed, piece by piece, as UTF-8. */
  async *pieces(part: string): AsyncGenerator<string> {
    let isFirst = true;
    for await (const piece of decodeXml(this.#parts.read(part))) {
      yield isFirst ? asUtf8(piece) : piece;
      isFirst = false;
    }
  }

  /** @throws FileTrouble when there is no such part. */
  async text(part: string): Promise<string> {
    const changed = this.#changed.get(key(part))?.text;
    if (typeof changed === 'string') return changed;
    const bytes = await this.#parts.bytes(part);
    // Not fatal: drawings of notes are text that old offices wrote by hand, in whatever encoding.
    return asUtf8(new TextDecoder(encodingOf(bytes)).decode(bytes));
  }

  setText(part: string, text: string | PartStream): void {
    const name = this.#names.get(key(part)) ?? part;
    this.#names.set(key(name), name);
    this.#changed.set(key(name), { name, text });
  }

  async relationships(part: string): Promise<Relationship[]> {
    const rels = relsOf(part);
    if (!this.has(rels)) return [];
    const xml = await this.text(rels);
    const { prefix } = rootOf(xml, 'Relationships');
    return [...tagsOf(xml, prefix, 'Relationship')].flatMap((tag) => {
      const attributes = attributesOf(tag.text);
      if (attributes.get('TargetMode') === 'External') return [];
      return [
        {
          id: attributes.get('Id') ?? '',
          type: attributes.get('Type') ?? '',
          part: resolvePart(part, attributes.get('Target') ?? ''),
        },
      ];
    });
  }

  /** @returns the new relationship's id. */
  async addRelationship(from: string, type: string, to: string): Promise<string> {
    const rels = relsOf(from);
    const xml = this.has(rels) ? await this.text(rels) : emptyRels;
    const taken = new Set([...xml.matchAll(/\sId\s*=\s*["']([^"']*)["']/g)].map(([, id]) => id));
    let number = taken.size + 1;
    while (taken.has(`rId${String(number)}`)) number += 1;
    const { prefix } = rootOf(xml, 'Relationships');
    const id = `rId${String(number)}`;
    const entry = `<${prefix}Relationship Id="${id}" Type="${type}" Target="${escapeXml(relativeTarget(from, to))}"/>`;
    this.setText(rels, appendChild(xml, prefix, 'Relationships', entry));
    return id;
  }

  async addPart(part: string, contentType: string, text: string | PartStream): Promise<void> {
    this.setText(part, text);
    const xml = await this.text(contentTypes);
    const { prefix } = rootOf(xml, 'Types');
    const entry = `<${prefix}Override PartName="/${escapeXml(part)}" ContentType="${contentType}"/>`;
    this.setText(contentTypes, appendChild(xml, prefix, 'Types', entry));
  }

  /** Content type of a part, by its own entry or else by its extension; empty when it has none. */
  async contentType(part: string): Promise<string> {
    const xml = await this.text(contentTypes);
    const { prefix } = rootOf(xml, 'Types');
    const entries = (name: string) => [...tagsOf(xml, prefix, name)].map(({ text }) => attributesOf(text));
    const own = entries('Override').find(
      (one) => key(one.get('PartName')?.replace(/^\//, '') ?? '') === key(part),
    );
    const extension = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
    const general = entries('Default').find((one) => one.get('Extension')?.toLowerCase() === extension);
    return (own ?? general)?.get('ContentType') ?? '';
  }

  /** A content type by extension, unless the package has one. */
  async addExtension(extension: string, contentType: string): Promise<void> {
    const xml = await this.text(contentTypes);
    const { prefix } = rootOf(xml, 'Types');
    const known = [...tagsOf(xml, prefix, 'Default')].some(
      (tag) => attributesOf(tag.text).get('Extension')?.toLowerCase() === extension,
    );
    if (known) return;
    // Defaults stand before overrides in what every office writes; the order is free.
    const at = firstTag(xml, prefix, 'Types')?.end ?? 0;
    const entry = `<${prefix}Default Extension="${extension}" ContentType="${contentType}"/>`;
    this.setText(contentTypes, xml.slice(0, at) + entry + xml.slice(at));
  }

  /** The first of `<stem>1<end>`, `<stem>2<end>` … that no part has. */
  freeName(stem: string, end: string): string {
    let number = 1;
    while (this.has(`${stem}${String(number)}${end}`)) number += 1;
    return `${stem}${String(number)}${end}`;
  }

  /**
   * Writes all parts in the order of the file, new ones behind them. @param last a part that is known only when all others
   * have been written.
   */
  async write(zip: ZipWriter, last: { part: string; text: () => string }): Promise<void> {
    const written = new Set([key(last.part)]);
    for (const info of this.#parts.list()) {
      const id = key(info.name);
      if (written.has(id)) continue;
      written.add(id);
      const changed = this.#changed.get(id);
      if (changed !== undefined) await addChanged(zip, changed, info.size);
      else if (info.isDeflated) await zip.addPacked(info.name, info, await this.#parts.packed(info.name));
      else await zip.add(info.name, this.#parts.read(info.name), info.size);
    }
    for (const [id, changed] of this.#changed) if (!written.has(id)) await addChanged(zip, changed, 0);
    const name = this.#names.get(key(last.part)) ?? last.part;
    await addChanged(zip, { name, text: last.text() }, 0);
    await zip.end();
  }
}

async function addChanged(
  zip: ZipWriter,
  { name, text }: { name: string; text: string | PartStream },
  about: number,
): Promise<void> {
  if (typeof text === 'string') {
    const bytes = Buffer.from(text);
    await zip.add(name, [bytes], bytes.length);
  } else await zip.add(name, encoded(text()), about);
}

async function* encoded(pieces: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) if (piece !== '') yield Buffer.from(piece);
}

/** The text of an element with one more child at its end. */
export function appendChild(xml: string, prefix: string, name: string, child: string): string {
  const tag = firstTag(xml, prefix, name);
  if (tag === null) throw new RangeError(`no ${name}`);
  if (tag.empty) {
    const open = `${tag.text.slice(0, -2).trimEnd()}>`;
    return `${xml.slice(0, tag.start)}${open}${child}</${prefix}${name}>${xml.slice(tag.end)}`;
  }
  const { inner } = elementEnd(xml, prefix, name, { ...tag, end: lastClosing(xml, prefix, name) });
  return xml.slice(0, inner) + child + xml.slice(inner);
}

/** Root-like elements do not nest: their last closing tag is theirs. */
function lastClosing(xml: string, prefix: string, name: string): number {
  const at = xml.lastIndexOf(`</${prefix}${name}`);
  if (at < 0) throw new RangeError(`no end of ${name}`);
  return at;
}

const key = (part: string) => part.replace(/^\/+/, '').replaceAll('\\', '/').toLowerCase();

function relsOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** Relative, because not every reader of workbooks understands targets from the root. */
function relativeTarget(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

function resolvePart(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const folders = from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') folders.pop();
    else if (step !== '.') folders.push(step);
  }
  return folders.join('/');
}
