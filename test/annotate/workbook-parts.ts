import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Parts of a package as text, for comparing. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

export function packageOf(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface PartWishes {
  /** Everything of the worksheet element's inside. */
  sheet: string;
  /** Prefix of every spreadsheet element, with colon. */
  prefix?: string;
  styles?: string | null;
  sheetName?: string;
  more?: Record<string, string>;
}

/** A workbook of hand-written parts: what other offices and old tools write. */
export function handWritten({
  sheet,
  prefix = '',
  styles = null,
  sheetName = 'Sheet1',
  more = {},
}: PartWishes): Uint8Array {
  const p = prefix;
  const ns = p === '' ? `xmlns="${main}"` : `xmlns:${p.slice(0, -1)}="${main}"`;
  const overrides =
    styles === null
      ? ''
      : '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>';
  return packageOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>${overrides}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<${p}workbook ${ns} xmlns:r="${relations}"><${p}sheets><${p}sheet name="${sheetName}" sheetId="7" r:id="rId1"/></${p}sheets></${p}workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>${styles === null ? '' : `<Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/>`}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<${p}worksheet ${ns}>${sheet}</${p}worksheet>`,
    ...(styles === null ? {} : { 'xl/styles.xml': styles }),
    ...more,
  });
}

export const minimalStyles = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><fonts count="1"><font><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"><alignment horizontal="center"/></xf></cellXfs><dxfs count="0"/></styleSheet>`;
