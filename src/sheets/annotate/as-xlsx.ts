import { read, write } from '@e965/xlsx';

/**
 * A workbook that cannot be edited in place (.xls, .et, .csv, HTML saved as .xls …) as an .xlsx with the same content in
 * the same cells: texts stay texts, dates keep their format, merges, widths and hidden rows stay.
 *
 * @returns null when nobody can read the file.
 */
export function asXlsx(bytes: Uint8Array): Uint8Array | null {
  if (!isKnown(bytes)) return null;
  try {
    const text = isText(bytes) ? decoded(bytes) : null;
    const options = { raw: true, cellStyles: true, cellNF: true, sheetStubs: false } as const;
    const workbook =
      text === null
        ? read(bytes, { ...options, type: 'buffer' })
        : read(text, { ...options, type: 'string' });
    if (workbook.SheetNames.length === 0) return null;
    for (const sheet of Object.values(workbook.Sheets)) {
      // The library would write the level of a grouped column under a name that no workbook may have.
      sheet['!cols']?.forEach((column) => {
        delete column.level;
      });
    }
    const written = write(workbook, {
      bookType: 'xlsx',
      type: 'buffer',
      compression: true,
      cellStyles: true,
    }) as Uint8Array;
    return new Uint8Array(written);
  } catch {
    // The library's ways of saying that it cannot read a file have no common form.
    return null;
  }
}

/** A container of office, the bare records of Excel 2 to 4, or text: for anything else the library would make cells of noise. */
function isKnown(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  if (a === 0xd0 && b === 0xcf) return bytes.length >= 512;
  return (a === 0x50 && b === 0x4b) || (a === 0x09 && [0, 2, 4, 8].includes(b ?? -1)) || isText(bytes);
}

/** Neither a zip nor an OLE container, and no zero byte near the start: CSV, HTML or XML. */
function isText(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  if ((a === 0x50 && b === 0x4b) || (a === 0xd0 && b === 0xcf)) return false;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return !bytes.subarray(0, 512).includes(0);
}

/** UTF-8 where it is valid, UTF-16 by its mark, else GB18030. */
function decoded(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
