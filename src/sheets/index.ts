// TEMPORARY bench reader to integrate the other rooms; replaced by the sheets room.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Column } from '../model/column.ts';
import type { PersonCell, PersonRow, TableHead } from '../model/person.ts';
import type { PolicyPack } from '../model/pack/policy-pack.ts';
import { findUnit } from '../model/unit.ts';
import { lookUpPlace } from '../model/region.ts';
import { lookUpTerm } from '../model/vocabulary.ts';
import type { ReadLimits, SheetEvent } from './sheet-event.ts';
export { defaultLimits, type ReadLimits } from './sheet-event.ts';
export async function fileDigest(path: string) {
  const b = await readFile(path);
  return { sha256: createHash('sha256').update(b).digest('hex'), sizeBytes: b.length };
}
const clean = (s: string) => s.replace(/\s/g, '').replace(/[（(].*?[)）]/g, '').replace(/[*※:：]/g, '');
export async function* readSheets(path: string, pack: PolicyPack, options: { limits?: ReadLimits; month?: string | null; signal?: AbortSignal } = {}): AsyncIterable<SheetEvent> {
  const wb = read(await readFile(path), { raw: true, cellDates: false });
  const file = path;
  for (const name of wb.SheetNames) {
    const grid = utils.sheet_to_json<unknown[]>(wb.Sheets[name]!, { header: 1, raw: true, defval: null });
    const h = grid.findIndex((r) => r.some((c) => clean(String(c ?? '')) === '身份证号码') && r.some((c) => clean(String(c ?? '')) === '姓名'));
    if (h < 0) continue;
    const unitText = grid.slice(0, h).flat().map((c) => String(c ?? '')).find((t) => t.includes('填报单位'))?.split(/[:：]/)[1]?.trim() ?? null;
    const cols: (Column | null)[] = grid[h]!.map((c) => pack.columns.find((k) => [k.header, ...k.aliases].some((a) => clean(a) === clean(String(c ?? '')))) ?? null);
    const table: TableHead = { file, sheet: name, title: String(grid[0]?.[0] ?? ''), reportingUnit: unitText ? (findUnit(pack, unitText)?.name ?? null) : null, reportingUnitRaw: unitText, reportingUnitCell: 'A2', unitSuggestion: null, headerRow: h + 1, columns: cols.map((c, i) => ({ key: c?.key ?? null, header: clean(String(grid[h]![i] ?? '')), column: utils.encode_col(i) })), month: /(\d{4})-(\d\d)/.exec(basename(path))?.[0] ?? null };
    yield { type: 'table', table };
    for (let r = h + 1; r < grid.length; r++) {
      const g = grid[r]!;
      const idc = cols.findIndex((c) => c?.key === 'idNumber'), nc = cols.findIndex((c) => c?.key === 'name');
      if (!g[idc] && !g[nc]) continue;
      const row: PersonRow = { row: r + 1, hidden: false, cells: {}, extra: {} };
      cols.forEach((c, i) => {
        if (!c) return;
        const v = g[i];
        const raw = v == null ? '' : String(v);
        const t = raw.normalize('NFKC').trim();
        const cell: PersonCell = { key: c.key, column: utils.encode_col(i), type: v == null ? 'blank' : typeof v === 'number' ? 'number' : 'text', raw, value: t === '' ? null : t, problem: null, formula: false };
        if (t !== '') {
          if (c.kind === 'id-number') { cell.value = t.replace(/\s|-|'/g, '').toUpperCase(); if (typeof v === 'number' && v > 1e15) cell.problem = { kind: 'damaged-number' }; }
          if (c.kind === 'person-name') cell.value = t.replace(/\s/g, '');
          if (c.kind === 'date') {
            if (typeof v === 'number' && v < 80000) cell.value = new Date(Math.round((v - 25569) * 864e5)).toISOString().slice(0, 10);
            else { const m = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/.exec(t.replace(/\s/g, '')); if (m) cell.value = `${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}`; else { cell.value = null; cell.problem = { kind: 'not-a-date' }; } }
          }
          if (c.kind === 'vocabulary' && c.vocabulary) { const l = lookUpTerm(pack.vocabularies[c.vocabulary]!, t); if (l.kind === 'found') cell.value = l.term.label; else { cell.value = null; cell.problem = l.kind === 'unknown' ? { kind: 'unknown-label' } : { kind: 'ambiguous-label', candidates: l.candidates }; } }
          if (c.kind === 'yes-no') cell.value = /^(是|有|√|✓|1|Y)/i.test(t);
          if (c.kind === 'money') cell.value = Number(t.replace(/[元,，]/g, ''));
          if (c.kind === 'region') { const l = lookUpPlace(pack, t); if (l.kind === 'place' || (l as any).code || (l as any).place) cell.value = (l as any).code ?? (l as any).place.code; else cell.problem = { kind: 'unknown-place' }; }
        }
        row.cells[c.key] = cell;
      });
      yield { type: 'row', table, row };
    }
  }
}
