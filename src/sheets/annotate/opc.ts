import { unzipSync } from 'fflate';
import { zipped } from './zip-parts.ts';
import { attributesOf, elementEnd, escapeXml, firstTag, rootOf, tagsOf } from './xml-text.ts';

export interface Relationship {
  id: string;
  type: string;
  /** Name of the part it points to, without a leading slash; outside targets are left out. */
  part: string;
}

const contentTypes = '[Content_Types].xml';
const emptyRels =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
/** An office package: parts as bytes, decoded only when they are asked for and written anew only when they change. */
export class OpcPackage {
  readonly #parts: Map<string, Uint8Array>;
  /** Part names do not care about upper and lower case. */
  readonly #names: Map<string, string>;

  /** @throws RangeError when the package would inflate to more than `inflatedBytes`. */
  constructor(zip: Uint8Array, inflatedBytes: number) {
    let total = 0;
    const entries = unzipSync(zip, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > inflatedBytes) throw new RangeError('the package inflates too far');
        return true;
      },
    });
    this.#parts = new Map(Object.entries(entries).filter(([name]) => !name.endsWith('/')));
    this.#names = new Map([...this.#parts.keys()].map((name) => [key(name), name]));
  }

  has(part: string): boolean {
    return this.#names.has(key(part));
  }

  /** @throws RangeError when there is no such part. */
  text(part: string): string {
    const bytes = this.#parts.get(this.#names.get(key(part)) ?? '');
    if (bytes === undefined) throw new RangeError(`no part ${part}`);
    const label =
      bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
          ? 'utf-16be'
          : 'utf-8';
    const text = new TextDecoder(label).decode(bytes);
    return label === 'utf-8' ? text : text.replace(/encoding\s*=\s*["'][^"']*["']/i, 'encoding="UTF-8"');
  }

  setText(part: string, text: string): void {
    const name = this.#names.get(key(part)) ?? part;
    this.#names.set(key(name), name);
    this.#parts.set(name, new TextEncoder().encode(text));
  }

  relationships(part: string): Relationship[] {
    const rels = relsOf(part);
    if (!this.has(rels)) return [];
    const xml = this.text(rels);
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
  addRelationship(from: string, type: string, to: string): string {
    const rels = relsOf(from);
    const xml = this.has(rels) ? this.text(rels) : emptyRels;
    const taken = new Set([...xml.matchAll(/\sId\s*=\s*["']([^"']*)["']/g)].map(([, id]) => id));
    let number = taken.size + 1;
    while (taken.has(`rId${String(number)}`)) number += 1;
    const { prefix } = rootOf(xml, 'Relationships');
    const id = `rId${String(number)}`;
    const entry = `<${prefix}Relationship Id="${id}" Type="${type}" Target="${escapeXml(relativeTarget(from, to))}"/>`;
    this.setText(rels, appendChild(xml, prefix, 'Relationships', entry));
    return id;
  }

  addPart(part: string, contentType: string, text: string): void {
    this.setText(part, text);
    const xml = this.text(contentTypes);
    const { prefix } = rootOf(xml, 'Types');
    const entry = `<${prefix}Override PartName="/${escapeXml(part)}" ContentType="${contentType}"/>`;
    this.setText(contentTypes, appendChild(xml, prefix, 'Types', entry));
  }

  /** Content type of a part, by its own entry or else by its extension; empty when it has none. */
  contentType(part: string): string {
    const xml = this.text(contentTypes);
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
  addExtension(extension: string, contentType: string): void {
    const xml = this.text(contentTypes);
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

  bytes(): Uint8Array {
    return zipped(this.#parts);
  }
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
