/** Strings kept as they are: labels that repeat on every row come first in a table of shared strings. */
const keptAsText = 20_000;
const blockBytes = 2 ** 20;

/**
 * The shared strings of a workbook. A hundred thousand people have half a million texts of their own; as JavaScript
 * strings these would take several times their bytes, so that all but the first ones are packed into blocks.
 */
export class StringStore {
  readonly #texts: string[] = [];
  readonly #blocks: Buffer[] = [];
  #block = Buffer.alloc(0);
  #used = 0;
  /** Where each packed string starts (block × blockBytes + offset) and how many bytes it has. */
  #starts = new Float64Array(1024);
  #lengths = new Int32Array(1024);
  #packed = 0;

  get size(): number {
    return this.#texts.length + this.#packed;
  }

  add(text: string): void {
    if (this.#texts.length < keptAsText) {
      // A copy: what the parser gives is a window that would keep its whole piece of the file alive.
      this.#texts.push(text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le'));
      return;
    }
    this.#pack(text);
  }

  /** The string at an index, or null when there is none. */
  at(index: number): string | null {
    const text = this.#texts[index];
    if (text !== undefined) return text;
    const packed = index - this.#texts.length;
    if (!(packed >= 0 && packed < this.#packed)) return null;
    const start = this.#starts[packed] ?? 0;
    const block = this.#blocks[Math.floor(start / 2 ** 32)];
    const offset = start % 2 ** 32;
    return block?.toString('utf8', offset, offset + (this.#lengths[packed] ?? 0)) ?? null;
  }

  #pack(text: string): void {
    const bytes = text.length * 3;
    if (this.#used + bytes > this.#block.length) {
      this.#block = Buffer.allocUnsafeSlow(Math.max(blockBytes, bytes));
      this.#blocks.push(this.#block);
      this.#used = 0;
    }
    const written = this.#block.write(text, this.#used, 'utf8');
    if (this.#packed === this.#starts.length) this.#grow();
    this.#starts[this.#packed] = (this.#blocks.length - 1) * 2 ** 32 + this.#used;
    this.#lengths[this.#packed] = written;
    this.#packed += 1;
    this.#used += written;
  }

  #grow(): void {
    const starts = new Float64Array(this.#starts.length * 2);
    starts.set(this.#starts);
    this.#starts = starts;
    const lengths = new Int32Array(this.#lengths.length * 2);
    lengths.set(this.#lengths);
    this.#lengths = lengths;
  }
}
