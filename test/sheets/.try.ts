import { readSheets } from '../../src/sheets/index.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';
const pack = await loadPack('fixtures/packs/xingren-2024');
for (const f of process.argv.slice(2)) { let n=0; console.log('##', f);
for await (const e of readSheets(f, pack)) { if (e.type==='row') { if(n++<2||e.row.row==4) console.log(e.row.row, Object.values(e.row.cells).map(c=>`${c.key}=${c.value}${c.problem?'!'+c.problem.kind:''}`).join(' '), e.row.extra); } else if (e.type==='table') console.log(JSON.stringify(e.table).slice(0,3000)); else console.log(e.finding.rule, e.finding.cell??e.finding.row??e.finding.column, e.finding.message); }
console.log(n,'people'); }
