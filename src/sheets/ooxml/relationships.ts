import { decodeXml } from './decode-xml.ts';
import { attributeOf, XmlReader } from './xml-reader.ts';
import type { ZipParts } from './zip-parts.ts';

export interface Relationship {
  id: string;
  /** Last word of the type, the same in transitional and strict files: `worksheet`, `styles`, … */
  kind: string;
  /** Part name without leading slash; null for targets outside the file, which are never followed. */
  part: string | null;
}

/** Relationships of a part (`''`: of the package); none when it has no list. */
export async function relationshipsOf(parts: ZipParts, part: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const list = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  if (!parts.has(list)) return [];
  const found: Relationship[] = [];
  const reader = new XmlReader({
    open(name, attributes) {
      if (name !== 'Relationship') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      const external = attributeOf(attributes, 'TargetMode') === 'External';
      found.push({
        id: attributeOf(attributes, 'Id') ?? '',
        kind: (attributeOf(attributes, 'Type') ?? '').replace(/^.*\//, ''),
        part: external ? null : resolvePart(folder, target),
      });
    },
  });
  for await (const text of decodeXml(parts.read(list))) reader.write(text);
  reader.end();
  return found;
}

/** Resolves a target against the folder of its source: relative, with `..`, or from the root with a leading slash. */
export function resolvePart(folder: string, target: string): string {
  const plain = target.replaceAll('\\', '/');
  const path = plain.startsWith('/') ? plain.slice(1) : folder + plain;
  const resolved: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') resolved.pop();
    else if (step !== '.' && step !== '') resolved.push(step);
  }
  return resolved.join('/');
}
