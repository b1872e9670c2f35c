import type { GridBook } from '../grid/grid.ts';
import { openWorkbook } from '../ooxml/open-workbook.ts';
import { ZipParts } from '../ooxml/zip-parts.ts';
import type { ReadLimits } from '../sheet-event.ts';

export async function openBook(path: string, limits: ReadLimits): Promise<GridBook> {
  return openWorkbook(await ZipParts.open(path, limits.inflatedBytes));
}
