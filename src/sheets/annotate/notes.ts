import { cellName, type CellPlace } from './cell-place.ts';
import { appendChild, type OpcPackage } from './opc.ts';
import type { SheetFrame } from './sheet-frame.ts';
import { attributesOf, elementEnd, escapeXml, firstTag, rootOf, tagsOf } from './xml-text.ts';

export interface Note {
  place: CellPlace;
  text: string;
}

/** Under whose name the notes stand. */
const author = '录入助手';
const vmlType = 'application/vnd.openxmlformats-officedocument.vmlDrawing';
const commentsType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';

/** Adds notes to a sheet. Notes that are there already stay; in their cell the new text is added below theirs. */
export async function addNotes(
  opc: OpcPackage,
  sheet: SheetFrame,
  part: string,
  notes: readonly Note[],
  office: { namespace: string; relations: string },
): Promise<void> {
  if (notes.length === 0) return;
  const relations = await opc.relationships(part);
  const existing = relations.find(({ type }) => type.endsWith('/comments'))?.part;
  const comments = existing ?? opc.freeName('xl/comments', '.xml');
  if (existing === undefined) {
    await opc.addPart(comments, commentsType, blankComments(office.namespace));
    await opc.addRelationship(part, `${office.relations}/comments`, comments);
  }
  const { xml, added } = withNotes(await opc.text(comments), notes);
  opc.setText(comments, xml);
  if (added.length === 0) return;
  const drawingId = sheet.legacyDrawing();
  const drawing = drawingId === null ? undefined : relations.find(({ id }) => id === drawingId)?.part;
  if (drawing !== undefined && opc.has(drawing)) {
    opc.setText(drawing, withShapes(await opc.text(drawing), added));
    return;
  }
  const created = opc.freeName('xl/drawings/vmlDrawing', '.vml');
  await opc.addExtension('vml', vmlType);
  opc.setText(created, withShapes(blankDrawing, added));
  const id = await opc.addRelationship(part, `${office.relations}/vmlDrawing`, created);
  sheet.addLegacyDrawing(`<legacyDrawing xmlns:r="${office.relations}" r:id="${id}"/>`);
}

function blankComments(namespace: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${namespace}"><authors></authors><commentList></commentList></comments>`;
}

/** @returns the part with the notes, and the notes that have no shape yet. */
function withNotes(text: string, notes: readonly Note[]): { xml: string; added: Note[] } {
  const { prefix: p } = rootOf(text, 'comments');
  let xml = text;
  const authors = [...tagsOf(xml, p, 'author')];
  const names = authors.map((tag) => xml.slice(tag.end, elementEnd(xml, p, 'author', tag).inner));
  let own = names.indexOf(author);
  if (own < 0) {
    own = names.length;
    xml = appendChild(xml, p, 'authors', `<${p}author>${author}</${p}author>`);
  }
  const present = new Map(
    [...tagsOf(xml, p, 'comment')].map((tag) => [attributesOf(tag.text).get('ref') ?? '', tag]),
  );
  const added: Note[] = [];
  const news: string[] = [];
  const merges: { at: number; text: string }[] = [];
  for (const note of notes) {
    const ref = cellName(note.place);
    const tag = present.get(ref);
    if (tag === undefined) {
      added.push(note);
      news.push(
        `<${p}comment ref="${ref}" authorId="${String(own)}"><${p}text>${run(p, note.text)}</${p}text></${p}comment>`,
      );
      continue;
    }
    // A threaded conversation keeps its text elsewhere: adding here would be lost or break it. The list has the finding.
    if (names[Number(attributesOf(tag.text).get('authorId') ?? 0)]?.startsWith('tc=') === true) continue;
    const holder = firstTag(xml, p, 'text', tag.end);
    if (holder !== null && !holder.empty)
      merges.push({ at: elementEnd(xml, p, 'text', holder).inner, text: run(p, `\n――――\n${note.text}`) });
  }
  for (const merge of merges.sort((a, b) => b.at - a.at))
    xml = xml.slice(0, merge.at) + merge.text + xml.slice(merge.at);
  return { xml: appendChild(xml, p, 'commentList', news.join('')), added };
}

function run(p: string, text: string): string {
  return `<${p}r><${p}rPr><${p}sz val="9"/><${p}color indexed="81"/><${p}rFont val="宋体"/></${p}rPr><${p}t xml:space="preserve">${escapeXml(text)}</${p}t></${p}r>`;
}

const shapeType =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';
const blankDrawing = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>${shapeType}</xml>`;

/** Drawing parts are text that old offices wrote by hand; nothing in them is touched, shapes are added at the end. */
function withShapes(vml: string, notes: readonly Note[]): string {
  const end = vml.toLowerCase().lastIndexOf('</xml');
  if (end < 0) return vml;
  const taken = [...vml.matchAll(/_x0000_s(\d+)/g)].map(([, number]) => Number(number));
  // Numbers up to 1024 are the block's own.
  const next = Math.max(1024, ...taken) + 1;
  const shapes = notes.map((note, index) => shape(note, next + index));
  const type = vml.includes('_x0000_t202') ? '' : shapeType;
  return vml.slice(0, end) + type + shapes.join('') + vml.slice(end);
}

function shape({ place, text }: Note, number: number): string {
  const row = place.row - 1;
  const column = place.column - 1;
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 18)), 0);
  const height = Math.min(20, lines + 1);
  const top = Math.max(0, row - 1);
  const anchor = [column + 1, 15, top, 2, column + 4, 15, top + height, 4].join(', ');
  return (
    `<v:shape id="_x0000_s${String(number)}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:210pt;height:${String(height * 14)}pt;z-index:${String(number - 1024)};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${String(row)}</x:Row><x:Column>${String(column)}</x:Column></x:ClientData></v:shape>`
  );
}
