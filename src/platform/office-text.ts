/** What Excel, WPS and LibreOffice may take for a formula once the text is edited, copied out or saved as CSV. */
const liveStart = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/;
/** Not allowed in XML. */
const notInXml =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** `_x003D_` in a cell is read as `=` by Excel: the escape is escaped. */
const escapeInText = /_(?=x[0-9A-Fa-f]{4}_)/g;
const cellLimit = 32_767;

/**
 * Text from a sheet or a portal that can be written into any workbook: never live as a formula, always valid XML. A text
 * that would be live gets an apostrophe before it, so that what it says stays readable.
 */
export function officeText(text: string): string {
  const clean = text.replace(notInXml, '').replace(escapeInText, '_x005F_');
  const safe = clean.length > 1 && liveStart.test(clean) ? `'${clean}` : clean;
  return safe.length > cellLimit ? `${safe.slice(0, cellLimit - 1)}…` : safe;
}
