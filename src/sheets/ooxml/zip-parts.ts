import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { FileTrouble, unreadable } from '../file-trouble.ts';

const mostEntries = 50_000;
const deflated = 8;
const pieceBytes = 64 * 2 ** 10;

export interface PartInfo {
  /** As the file spells it. */
  name: string;
  /** Inflated. */
  size: number;
  crc: number;
  /** False for parts that are only stored, or encrypted. */
  isDeflated: boolean;
}

/**
 * The parts of a zip container, found without regard to case. Every byte is held against the part's check sum before
 * anything read from it may be used, and against the limit on what may come out of the file.
 */
export class ZipParts {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #budget: { bytes: number };
  readonly #counted = new Set<Entry>();

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, inflatedBytes: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#budget = { bytes: inflatedBytes };
  }

  /**
   * @param source path of the file, or its bytes.
   * @throws FileTrouble when it is no whole zip.
   */
  static async open(source: string | Buffer, inflatedBytes: number): Promise<ZipParts> {
    const options = { lazyEntries: true, autoClose: false } as const;
    const zip = await (
      typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options)
    ).catch((error: unknown) => {
      throw unreadable('压缩包目录缺失', error);
    });
    const entries = new Map<string, Entry>();
    try {
      if (zip.entryCount > mostEntries) throw tooLarge();
      for await (const entry of zip.eachEntry()) {
        const name = partKey(entry.fileName);
        // The first one counts, as in Excel; a second part of the same name is never looked at.
        if (!entries.has(name)) entries.set(name, entry);
      }
    } catch (error) {
      zip.close();
      throw error instanceof FileTrouble ? error : unreadable('压缩包目录有误', error);
    }
    return new ZipParts(zip, entries, inflatedBytes);
  }

  close(): void {
    this.#zip.close();
  }

  has(name: string): boolean {
    return this.#entries.has(partKey(name));
  }

  /** Names of all parts, in lower case. */
  names(): string[] {
    return [...this.#entries.keys()];
  }

  /** All parts in the order of the file, folders left out. */
  list(): PartInfo[] {
    return [...this.#entries.values()].flatMap((entry) => {
      const { fileName: name, uncompressedSize: size, crc32: crc } = entry;
      const isDeflated = entry.compressionMethod === deflated && !entry.isEncrypted();
      return name.endsWith('/') ? [] : [{ name, size, crc, isDeflated }];
    });
  }

  /** The bytes of a deflated part as they stand in the file. */
  async packed(name: string): Promise<AsyncIterable<Buffer>> {
    const entry = this.#entries.get(partKey(name));
    if (entry === undefined) throw unreadable('缺少内部文件');
    return (await this.#zip.openReadStreamPromise(entry, { decompress: false })) as AsyncIterable<Buffer>;
  }

  /** Sum of what all parts say they inflate to. */
  declaredBytes(): number {
    let sum = 0;
    for (const entry of this.#entries.values()) sum += entry.uncompressedSize;
    return sum;
  }

  /** Bytes of a part; the check sum is known to be right only when the last piece has come. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(partKey(name));
    if (entry === undefined) throw unreadable('缺少内部文件');
    if (entry.isEncrypted()) throw encryptedFile();
    const first = !this.#counted.has(entry);
    this.#counted.add(entry);
    if (first && entry.uncompressedSize > this.#budget.bytes) throw tooLarge();
    let sum = 0;
    try {
      for await (const chunk of await this.#inflated(entry)) {
        if (first) {
          this.#budget.bytes -= chunk.length;
          if (this.#budget.bytes < 0) throw tooLarge();
        }
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw error instanceof FileTrouble ? error : unreadable('压缩数据有误', error);
    }
    if (sum !== entry.crc32) throw unreadable('内容与校验和不符');
  }

  /** Inflated here rather than by the zip library, which hands out 16 KB at a time: each piece costs more than its bytes. */
  async #inflated(entry: Entry): Promise<AsyncIterable<Buffer>> {
    if (entry.compressionMethod !== deflated) {
      return (await this.#zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
    }
    const stored = await this.#zip.openReadStreamPromise(entry, { decompress: false });
    const inflate = createInflateRaw({ chunkSize: pieceBytes });
    // An error on either side ends the other one, and comes out where the pieces are read.
    pipeline(stored, inflate, () => undefined);
    return inflate;
  }

  /** A whole small part as bytes. */
  async bytes(name: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.read(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

export function encryptedFile(): FileTrouble {
  return new FileTrouble(
    'file-encrypted',
    '文件设有打开密码，无法读取；请用 Excel 或 WPS 打开，取消密码后另存为 .xlsx 再报送',
  );
}

export function tooLarge(): FileTrouble {
  return new FileTrouble(
    'file-too-large',
    '文件展开后超过允许的大小，不像采集表；请只保留人员数据，另存为新的 .xlsx 后重新报送',
  );
}

function partKey(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase();
}
