import { unreadable } from '../file-trouble.ts';
import type { GridBook, GridLayout, GridSheet } from '../grid/grid.ts';
import { decodeXml } from './decode-xml.ts';
import type { NumberKind } from './number-format.ts';
import { readWorksheetRows } from './read-worksheet.ts';
import { relationshipsOf, type Relationship } from './relationships.ts';
import { scanWorksheet } from './scan-worksheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import type { StringStore } from './string-store.ts';
import { readNumberKinds } from './styles.ts';
import { attributeOf, isSet, XmlReader } from './xml-reader.ts';
import type { ZipParts } from './zip-parts.ts';

interface SheetEntry {
  name: string;
  state: string;
  relationship: string;
}

/** Opens a SpreadsheetML workbook, transitional or strict. Macros and links to other files are never touched. */
export async function openWorkbook(parts: ZipParts): Promise<GridBook> {
  const main = await workbookPart(parts);
  const { entries, date1904 } = await readWorkbook(parts, main);
  const relationships = await relationshipsOf(parts, main);
  const partOf = (kind: string) => relationships.find((one) => one.kind === kind)?.part ?? null;
  const strings = await readSharedStrings(parts, partOf('sharedStrings'));
  const kinds = await readNumberKinds(parts, partOf('styles'));
  const sheets = entries.flatMap((entry): GridSheet[] => {
    const target = relationships.find((one) => one.id === entry.relationship);
    // Chart and macro sheets hold no cells.
    if (target?.kind !== 'worksheet' || target.part === null) return [];
    return [worksheet(parts, entry, target, strings, kinds)];
  });
  return { date1904, sheets, close: () => parts.close() };
}

async function workbookPart(parts: ZipParts): Promise<string> {
  const relationships = await relationshipsOf(parts, '');
  const part = relationships.find(({ kind }) => kind === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (!parts.has(part)) throw unreadable('缺少工作簿目录');
  return part;
}

async function readWorkbook(
  parts: ZipParts,
  part: string,
): Promise<{ entries: SheetEntry[]; date1904: boolean }> {
  const entries: SheetEntry[] = [];
  let date1904 = false;
  const reader = new XmlReader({
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = isSet(attributeOf(attributes, 'date1904'));
      if (name !== 'sheet') return;
      entries.push({
        name: attributeOf(attributes, 'name') ?? '',
        state: attributeOf(attributes, 'state') ?? 'visible',
        relationship: relationshipId(attributes),
      });
    },
  });
  for await (const text of decodeXml(parts.read(part))) reader.write(text);
  reader.end();
  return { entries, date1904 };
}

/** `r:id`, whatever the prefix; `sheetId` is another thing. */
function relationshipId(attributes: Readonly<Record<string, string>>): string {
  for (const key in attributes) if (key.endsWith(':id')) return attributes[key] ?? '';
  return '';
}

function worksheet(
  parts: ZipParts,
  { name, state }: SheetEntry,
  { part }: Relationship,
  strings: StringStore,
  kinds: readonly NumberKind[],
): GridSheet {
  let contentEnd = Number.POSITIVE_INFINITY;
  const place = part ?? '';
  return {
    name,
    hidden: state !== 'visible',
    async layout(): Promise<GridLayout> {
      const scan = await scanWorksheet(parts, place);
      contentEnd = scan.contentEnd;
      return {
        merges: scan.merges,
        isHiddenColumn: (column) =>
          scan.hiddenColumns.some(([first, last]) => column >= first && column <= last),
      };
    },
    rows: () => readWorksheetRows({ parts, part: place, strings, kinds, contentEnd }),
  };
}
