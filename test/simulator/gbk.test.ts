import fc from 'fast-check';
import { expect, test } from 'vitest';

import { decodeGbkForm, encodeGbk } from '../../src/simulator/legacy/gbk.ts';

const decode = (bytes: Uint8Array) => new TextDecoder('gbk').decode(bytes);
/** As a browser writes a form value of a GBK page: every byte escaped. */
const escaped = (text: string) =>
  Array.from(encodeGbk(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const hanzi = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));

test('text of GBK characters goes there and back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(hanzi, fc.constantFrom('A', '9', '·', '（', '：', '，', ' '))),
      (characters) => {
        const text = characters.join('');
        expect(decode(encodeGbk(text))).toBe(text);
      },
    ),
  );
});

test('a character outside GBK becomes a numeric reference', () => {
  expect(decode(encodeGbk('王𬭚'))).toBe('王&#183130;');
});

test('a posted form is read, with plus signs, references and empty fields', () => {
  expect(decodeGbkForm(`aac003=${escaped('王')}%26%23183130%3B&aae013=a+b&x=&y`)).toEqual({
    aac003: '王𬭚',
    aae013: 'a b',
    x: '',
    y: '',
  });
});

test('any posted text of GBK characters arrives as it was', () => {
  fc.assert(
    fc.property(fc.array(hanzi, { minLength: 1 }), (characters) => {
      expect(decodeGbkForm(`a=${escaped(characters.join(''))}`)).toEqual({ a: characters.join('') });
    }),
  );
});
