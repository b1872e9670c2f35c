import { join } from 'node:path';
import { closingStatement } from '../../src/entry/closing-statement.ts';
import type { PortalRecord } from '../../src/entry/portal-record.ts';
import type { EntryState } from '../../src/entry/state.ts';
import { progressFigures, reconcile, type ReconcileEntry } from '../../src/reconcile/index.ts';
import type { ProgressReportModel } from '../../src/reports/index.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';
import { idNumberOf } from '../../scripts/sample-sheets/numbers.ts';

const states: EntryState[] = [
  'verified',
  'verified',
  'verified',
  'accepted',
  'refused',
  'blocked',
  'uncertain',
  'ready',
  'returned',
  'skipped',
];

/** A report over invented people: ten a unit, one in each state, and texts that want to be formulas. */
export async function reportModel(
  options: { people?: number; name?: string } = {},
): Promise<ProgressReportModel> {
  const pack = await loadPack(join(import.meta.dirname, '../../fixtures/packs/xingren-2024'));
  const units = ['东湖街道', '市教育局', '巴铃镇'];
  const entries: ReconcileEntry[] = [];
  const records: PortalRecord[] = [];
  for (let at = 0; at < (options.people ?? 30); at += 1) {
    const idNumber = idNumberOf(
      `19${String(70 + (at % 30))}-05-${String(10 + (Math.floor(at / 30) % 18))}`,
      100 + (at % 900),
    );
    const state = states[at % states.length] ?? 'ready';
    const unit = units[at % units.length] ?? null;
    const values = {
      idNumber,
      name: options.name ?? `甲${String(at)}`,
      employedOn: at % 2 === 0 ? '2024-01-08' : '2024-03-04',
    };
    entries.push({
      id: `E${String(at).padStart(6, '0')}`,
      unit,
      month: '2024-03',
      state,
      values,
      file: '=1.xlsx',
      sheet: '3月',
      row: at + 4,
    });
    if (state === 'verified' || state === 'skipped') {
      records.push({
        idNumber,
        state: '待审核',
        receipt: `CZ${String(at)}`,
        shown: { 姓名: '甲', 录入时间: '2024-04-02 09:00' },
      });
    }
  }
  const reconciliation = reconcile(entries, records);
  const counted = (unit: string | null) => entries.filter((entry) => entry.unit === unit).length;
  const request = { month: '2024-03', asOf: '2024-03-31' };
  return {
    title: `${pack.title}进度通报表`,
    month: '2024-03',
    madeOn: '2024-03-29',
    madeBy: '王敏',
    readBackAt: '2024-03-29 10:00',
    byEmployment: progressFigures(pack, reconciliation.credits, { ...request, basis: 'employment' }),
    byEntry: progressFigures(pack, reconciliation.credits, { ...request, basis: 'entry' }),
    reconciliation,
    statement: closingStatement(
      units.map((unit) => ({ unit, month: '2024-03', count: counted(unit) })),
      entries.map(({ unit, state }) => ({ unit, month: '2024-03', state, count: 1 })),
      units,
    ),
  };
}
