import { readSheets } from '../../src/sheets/index.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';
const pack = await loadPack('fixtures/packs/xingren-2024');
async function all(f: string) { const m = new Map<string, string>(); const told: string[] = []; for await (const e of readSheets(f, pack)) { if (e.type==='row') for (const c of Object.values(e.row.cells)) m.set(`${e.row.row} ${c.key}`, `${String(c.value)} ${c.problem?.kind ?? ''} ${c.formula}`); else if (e.type==='finding') told.push(e.finding.rule+' '+(e.finding.cell ?? e.finding.row ?? '')+e.finding.message.slice(0,30)); } return { m, told }; }
const [base, ...others] = process.argv.slice(2);
const a = await all(base); console.log(a.m.size, a.told.join(','));
for (const o of others) { const b = await all(o); console.log('##', o, b.m.size, b.told.join(',')); let n=0; for (const [k, v] of a.m) if (b.m.get(k) !== v && n++ < 12) console.log(k, v, '|', b.m.get(k)); for (const k of b.m.keys()) if (!a.m.has(k) && n++ < 20) console.log('extra', k, b.m.get(k)); }
