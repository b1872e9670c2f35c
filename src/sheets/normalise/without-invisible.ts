/** Soft hyphens, zero-width and direction marks, variation marks of ticks, byte order marks, control characters. */
const invisible =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u034F\u061C\u180B-\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB]+/g;
/** Blanks of every width and every kind of line break. */
const blanks = /[^\S\n ]|\u0085|\u3164/g;

/** Drops what nobody sees and makes every kind of blank a plain space; line feeds stay. */
export function withoutInvisible(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(invisible, '')
    .replace(blanks, ' ');
}
