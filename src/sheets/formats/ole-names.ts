const entryBytes = 128;
const nameBytes = 64;

/**
 * Names of the streams in an OLE container, found by the shape of directory entries rather than by following its tables,
 * so that a damaged file can still be told by what it once was.
 */
export function oleStreamNames(bytes: Buffer): Set<string> {
  const names = new Set<string>();
  for (let at = 512; at + entryBytes <= bytes.length; at += entryBytes) {
    const length = bytes.readUInt16LE(at + nameBytes);
    const kind = bytes[at + nameBytes + 2] ?? 0;
    if (length < 4 || length > nameBytes || length % 2 !== 0 || (kind !== 1 && kind !== 2 && kind !== 5))
      continue;
    if (bytes.readUInt16LE(at + length - 2) !== 0) continue;
    names.add(bytes.toString('utf16le', at, at + length - 2));
  }
  return names;
}
