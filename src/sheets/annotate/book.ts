import type { ZipParts } from '../ooxml/zip-parts.ts';
import { OpcPackage } from './opc.ts';
import { StyleBook } from './style-book.ts';
import { attributesOf, rootOf, tagsOf } from './xml-text.ts';

/** A workbook in XML parts, opened for additions. */
export interface Book {
  opc: OpcPackage;
  workbook: string;
  namespace: string;
  /** Base of relationship types; differs between transitional and strict workbooks. */
  relations: string;
  sheets: { name: string; part: string }[];
  styles: StyleBook;
  stylesPart: string;
  macros: boolean;
}

/** @returns null for what is no workbook in XML parts. */
export async function openAnnotatable(zip: ZipParts): Promise<Book | null> {
  const opc = new OpcPackage(zip);
  const main = (await opc.relationships('')).find(({ type }) => type.endsWith('/officeDocument'));
  if (main === undefined || !main.part.endsWith('.xml') || !opc.has(main.part)) return null;
  const workbook = main.part;
  const xml = await opc.text(workbook);
  if (!/<(?:[\w.-]+:)?workbook[\s>]/.test(xml)) return null;
  const { prefix, namespace } = rootOf(xml, 'workbook');
  const relations = main.type.replace(/\/officeDocument$/, '');
  const parts = new Map((await opc.relationships(workbook)).map((relation) => [relation.id, relation]));
  const sheets = [...tagsOf(xml, prefix, 'sheet')].flatMap((tag) => {
    const attributes = attributesOf(tag.text);
    const id = [...attributes].find(([name]) => name.endsWith(':id'))?.[1] ?? '';
    const relation = parts.get(id);
    const isSheet = relation?.type.endsWith('/worksheet') === true && opc.has(relation.part);
    return isSheet ? [{ name: attributes.get('name') ?? '', part: relation.part }] : [];
  });
  const known = [...parts.values()].find(({ type }) => type.endsWith('/styles'))?.part;
  // Some readers look for it under this name only.
  const usual = 'xl/styles.xml';
  const stylesPart = known ?? (opc.has(usual) ? opc.freeName('xl/styles', '.xml') : usual);
  if (known === undefined) {
    await opc.addPart(
      stylesPart,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
      StyleBook.blank(namespace),
    );
    await opc.addRelationship(workbook, `${relations}/styles`, stylesPart);
  }
  // Of the workbook itself: some writers list the types of every kind of file there is.
  const macros = (await opc.contentType(workbook)).includes('macroEnabled');
  return {
    opc,
    workbook,
    namespace,
    relations,
    sheets,
    styles: new StyleBook(await opc.text(stylesPart)),
    stylesPart,
    macros,
  };
}
