import { randomBytes, randomInt } from 'node:crypto';

const alphabet = '2345678ABCDEFHJKMNPRTUVWXY';
const ink = ['#1f4e8c', '#7a3b1d', '#2c6e49', '#5b2a86', '#8a1c3c'];

/** Picture codes that were handed out and not used yet. Each is good for one try. */
export class Captchas {
  readonly #codes = new Map<string, string>();
  readonly #choose: (below: number) => number;

  /** `choose` gives a whole number from 0 to below its argument; tests give their own. */
  constructor(choose: (below: number) => number = (below) => randomInt(below)) {
    this.#choose = choose;
  }

  /** A new code: its key for the cookie, and its picture. */
  create(): { key: string; svg: string } {
    const key = randomBytes(12).toString('hex');
    const code = Array.from({ length: 4 }, () => alphabet.charAt(this.#choose(alphabet.length))).join('');
    this.#codes.set(key, code);
    // A forgotten login page must not fill the memory.
    const oldest = this.#codes.keys().next();
    if (this.#codes.size > 1000 && oldest.done !== true) this.#codes.delete(oldest.value);
    return { key, svg: draw(code) };
  }

  /** True when the text is the code of this key; the code is spent either way. */
  redeem(key: string | undefined, text: string): boolean {
    const code = key === undefined ? undefined : this.#codes.get(key);
    if (key !== undefined) this.#codes.delete(key);
    return code !== undefined && code === text.trim().toUpperCase();
  }
}

function draw(code: string): string {
  const colour = () => ink[randomInt(ink.length)] ?? '#333';
  const letters = Array.from(code, (letter, index) => {
    const x = 14 + index * 26;
    const y = 28 + randomInt(-4, 5);
    return `<text x="${x}" y="${y}" transform="rotate(${randomInt(-22, 23)} ${x + 8} ${y - 8})" fill="${colour()}">${letter}</text>`;
  });
  const curves = Array.from(
    { length: 4 },
    () =>
      `<path d="M0 ${randomInt(40)} Q ${randomInt(20, 100)} ${randomInt(40)} 120 ${randomInt(40)}" stroke="${colour()}" fill="none" opacity="0.45"/>`,
  );
  const dots = Array.from(
    { length: 40 },
    () => `<circle cx="${randomInt(120)}" cy="${randomInt(40)}" r="1" fill="${colour()}" opacity="0.5"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40" font-family="Georgia, 'Times New Roman', serif" font-size="26" font-weight="bold"><rect width="120" height="40" fill="#eef2f7"/>${dots.join('')}${curves.join('')}${letters.join('')}</svg>`;
}
