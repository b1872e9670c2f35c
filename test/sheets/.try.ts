import { ZipParts } from '../../src/sheets/ooxml/zip-parts.ts';
import { openWorkbook } from '../../src/sheets/ooxml/open-workbook.ts';
const b = await openWorkbook(await ZipParts.open(process.argv[2], 2**30));
for (const s of b.sheets) { const l = await s.layout(); console.log(s.name, s.hidden, l.merges.length); let n=0; for await (const rows of s.rows()) for (const r of rows) { if (n++<5) console.log(r.row, r.cells.map(c=>c.text).join('|')); } console.log(n); }
