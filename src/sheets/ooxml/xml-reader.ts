import { SaxesParser } from 'saxes';
import { FileTrouble, unreadable } from '../file-trouble.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Names come without their prefix: writers are free to choose one. */
export interface XmlHandlers {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Longer runs without any tag are no sheet but a bomb: a cell holds at most 32 767 characters. */
const longestRun = 4 * 2 ** 20;
const deepest = 200;

/**
 * Reads XML piece by piece. Anything not well-formed is trouble with the file: a value after a mistake in the mark-up
 * could stand for anything.
 */
export class XmlReader {
  readonly #parser: SaxesParser<{ xmlns: false; position: false }>;
  #run = 0;
  #depth = 0;
  #written = 0;
  /** The element whose closing tag was the last thing written. */
  #ended: string | null = null;

  constructor(handlers: XmlHandlers) {
    const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
    parser.on('error', (error) => {
      throw unreadable('内部结构有误', error);
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.#depth += 1;
      if (this.#depth > deepest) throw unreadable('内部结构有误');
      handlers.open(localName(name), attributes);
    });
    parser.on('closetag', ({ name }) => {
      this.#depth -= 1;
      if (parser.position === this.#written) this.#ended = name;
      handlers.close?.(localName(name));
    });
    if (handlers.text !== undefined) {
      const text = handlers.text.bind(handlers);
      parser.on('text', text);
      parser.on('cdata', text);
    }
    this.#parser = parser;
  }

  write(chunk: string): void {
    const tag = chunk.lastIndexOf('<');
    this.#run = tag < 0 ? this.#run + chunk.length : chunk.length - tag;
    if (this.#run > longestRun) {
      throw new FileTrouble(
        'file-too-large',
        '文件中有异常长的内容，不像采集表；请另存为新的 .xlsx 后重新报送',
      );
    }
    this.#written += chunk.length;
    this.#ended = null;
    this.#parser.write(chunk);
  }

  /** Elements that are open. */
  get depth(): number {
    return this.#depth;
  }

  /** True when the last thing written was the closing tag of such an element, prefix included. */
  endedWith(name: string): boolean {
    return this.#ended === name;
  }

  end(): void {
    this.#parser.close();
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The attribute with this local name, whatever its prefix; null when there is none. */
export function attributeOf(attributes: Attributes, name: string): string | null {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  for (const key in attributes) {
    if (key.endsWith(`:${name}`)) return attributes[key] ?? null;
  }
  return null;
}

/** True for the spellings of a set boolean attribute. */
export function isSet(value: string | null | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
