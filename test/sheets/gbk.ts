const byCharacter = new Map<string, number[]>();
const decoder = new TextDecoder('gb18030', { fatal: true });
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail === 0x7f) continue;
    const character = decoder.decode(Uint8Array.of(lead, trail));
    if (character.length === 1 && !byCharacter.has(character)) byCharacter.set(character, [lead, trail]);
  }
}
// Beyond GBK: four bytes.
byCharacter.set('𠮷', [0x95, 0x34, 0xb2, 0x35]);

/** Text in GB18030, as Chinese spreadsheet programs save it by default. */
export function toGb18030(text: string): Uint8Array {
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const bytes = byCharacter.get(character);
      if (bytes !== undefined) return bytes;
      const code = character.charCodeAt(0);
      if (code > 0x7f) throw new Error(`no bytes for ${character}`);
      return [code];
    }),
  );
}
