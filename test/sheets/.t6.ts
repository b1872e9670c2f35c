import { read } from '@e965/xlsx'; import { readFileSync } from 'node:fs';
const b = read(readFileSync(process.argv[2]), { cellNF: true }); console.log(JSON.stringify(b.Sheets[b.SheetNames[0]]['D53']), JSON.stringify(b.Sheets[b.SheetNames[0]]['E53']));
