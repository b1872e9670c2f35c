import { pipeline, Readable } from 'node:stream';
import type { FileHandle } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

/** Same bytes whenever the copy is made. */
const zipDate = new Date(1980, 0, 1);
/** Sheets of tens of thousands of rows: packing them hard takes longer than everything else together. */
const large = 16 * 2 ** 20;
const pieceBytes = 64 * 2 ** 10;

type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Writes a zip part by part, none of which need be in memory. Packed by node's own deflate. */
export class ZipWriter {
  readonly #file: FileHandle;
  readonly #zip: Zip;
  #waiting: Uint8Array[] = [];

  constructor(file: FileHandle) {
    this.#file = file;
    this.#zip = new Zip((error, piece) => {
      if (error !== null) throw error;
      this.#waiting.push(piece);
    });
  }

  /** A part that another zip holds deflated, as it stands there. */
  async addPacked(name: string, { size, crc }: { size: number; crc: number }, packed: Pieces): Promise<void> {
    await this.#add(name, packed, () => ({ size, crc }));
  }

  /** @param about roughly how many bytes it is. */
  async add(name: string, bytes: Pieces, about: number): Promise<void> {
    const sum = { size: 0, crc: 0 };
    const deflate = createDeflateRaw({ level: about > large ? 2 : 6, chunkSize: pieceBytes });
    // An error on either side ends the other one, and comes out where the pieces are read.
    pipeline(Readable.from(counted(bytes, sum)), deflate, () => undefined);
    await this.#add(name, deflate, () => sum);
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#write();
  }

  async #add(filename: string, packed: Pieces, sum: () => { size: number; crc: number }): Promise<void> {
    const file: ZipInputFile = { filename, size: 0, crc: 0, compression: 8, mtime: zipDate };
    this.#zip.add(file);
    for await (const piece of packed) {
      // Streams of node never hand out shared memory.
      file.ondata?.(null, piece as Uint8Array<ArrayBuffer>, false);
      await this.#write();
    }
    // Size and check sum are written behind the part.
    Object.assign(file, sum());
    file.ondata?.(null, new Uint8Array(), true);
    await this.#write();
  }

  async #write(): Promise<void> {
    const pieces = this.#waiting;
    this.#waiting = [];
    for (const piece of pieces) await this.#file.writeFile(piece);
  }
}

async function* counted(bytes: Pieces, sum: { size: number; crc: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    sum.size += piece.length;
    sum.crc = crc32(piece, sum.crc);
    yield piece;
  }
}
