import { ZipParts } from '../../src/sheets/ooxml/zip-parts.ts';
const p = await ZipParts.open(process.argv[2], 2**30);
console.log(p.names());
for (const n of p.names()) { try { console.log(n, (await p.bytes(n)).length); } catch (e) { console.log(n, e); } }
