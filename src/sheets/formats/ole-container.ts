const headerBytes = 512;
const entryBytes = 128;
const nameBytes = 64;
const endOfChain = 0xffff_fffe;
const freeSector = 0xffff_ffff;
const miniStreamBelow = 4096;
/** Allocation tables listed in the header itself; larger files list the others in sectors of their own. */
const tablesInHeader = 109;

interface Stream {
  start: number;
  bytes: number;
}

/** What an OLE container holds, as far as it takes to tell one kind of file from another and a whole one from a part. */
export class OleContainer {
  readonly #bytes: Buffer;
  readonly #streams = new Map<string, Stream>();
  /** Holds the small streams; writers name it as they like. */
  #root: Stream | null = null;
  #tables: number[] | null = null;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    // By the shape of directory entries rather than by following the tables: a damaged file can still be told.
    for (let at = headerBytes; at + entryBytes <= bytes.length; at += entryBytes) {
      const length = bytes.readUInt16LE(at + nameBytes);
      const kind = bytes[at + nameBytes + 2] ?? 0;
      if (length < 4 || length > nameBytes || length % 2 !== 0) continue;
      if ((kind !== 1 && kind !== 2 && kind !== 5) || bytes.readUInt16LE(at + length - 2) !== 0) continue;
      const stream = { start: bytes.readUInt32LE(at + 116), bytes: bytes.readUInt32LE(at + 120) };
      const name = bytes.toString('utf16le', at, at + length - 2);
      if (kind === 5) this.#root ??= stream;
      else if (!this.#streams.has(name)) this.#streams.set(name, stream);
    }
  }

  has(name: string): boolean {
    return this.#streams.has(name);
  }

  get holdsStreams(): boolean {
    return this.#streams.size > 0;
  }

  /** False when a part of the stream, or the directory that names it, lies beyond the end of the file. */
  isWhole(name: string): boolean {
    const stream = this.#streams.get(name);
    if (stream === undefined || this.#bytes.length < headerBytes) return false;
    const held = stream.bytes < miniStreamBelow ? this.#root : stream;
    return held !== null && this.#isChainWhole(held);
  }

  #isChainWhole({ start, bytes }: Stream): boolean {
    let left = bytes;
    let sector = start;
    for (let steps = 0; left > 0; steps += 1) {
      const at = (sector + 1) * this.#sectorBytes;
      // A chain that ends early, leaves the file or runs in a circle; of the last sector only what is used must be there.
      if (at + Math.min(left, this.#sectorBytes) > this.#bytes.length || steps > this.#bytes.length)
        return false;
      left -= this.#sectorBytes;
      if (left > 0) sector = this.#after(sector);
      if (left > 0 && sector >= endOfChain) return false;
    }
    return true;
  }

  /** The sector after another in its chain, by the allocation tables. */
  #after(sector: number): number {
    const perTable = this.#sectorBytes / 4;
    const table = this.#allTables()[Math.floor(sector / perTable)] ?? freeSector;
    const at = (table + 1) * this.#sectorBytes + (sector % perTable) * 4;
    return at + 4 > this.#bytes.length ? freeSector : this.#bytes.readUInt32LE(at);
  }

  #allTables(): number[] {
    if (this.#tables !== null) return this.#tables;
    const tables: number[] = [];
    for (let index = 0; index < tablesInHeader; index += 1)
      tables.push(this.#bytes.readUInt32LE(76 + index * 4));
    const perList = this.#sectorBytes / 4 - 1;
    let list = this.#bytes.readUInt32LE(68);
    for (let lists = this.#bytes.readUInt32LE(72); lists > 0 && list < endOfChain; lists -= 1) {
      const at = (list + 1) * this.#sectorBytes;
      if (at + this.#sectorBytes > this.#bytes.length) break;
      for (let index = 0; index < perList; index += 1) tables.push(this.#bytes.readUInt32LE(at + index * 4));
      list = this.#bytes.readUInt32LE(at + perList * 4);
    }
    return (this.#tables = tables);
  }

  get #sectorBytes(): number {
    return this.#bytes.readUInt16LE(30) === 12 ? 4096 : 512;
  }
}
