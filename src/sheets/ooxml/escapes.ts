const escape = /_x([0-9A-Fa-f]{4})_/g;

/** Characters that XML can't hold are written `_xHHHH_` by Excel; `_x005F_` stands for the underscore itself. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(escape, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
