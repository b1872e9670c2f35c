import { closingStatement, type ClosingStatement } from '../entry/closing-statement.ts';
import type { PortalRecord } from '../entry/portal-record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { maskIdNumber } from '../model/mask.ts';
import { recordDifferences } from '../portal/driver/index.ts';
import {
  needsPerson,
  progressFigures,
  reconcile as compare,
  usualPortalWords,
  verdictAdvice,
  verdictTitles,
  type PortalWords,
  type ProgressFigures,
  type ReconcileEntry,
  type Reconciliation,
  type Verdict,
} from '../reconcile/index.ts';
import { chinaTime } from '../platform/china-time.ts';
import { loadProfileFor } from './load-run-profile.ts';
import type { Run } from './open-run.ts';

export interface ReconcileRequest {
  /** Last month that counts, `YYYY-MM`; null: the current one, at most the last of the pack's year. */
  month: string | null;
}

/** Everything that the reconciliation and the reports are made of, from one look at the ledger. */
export interface Reconciled {
  month: string;
  readBackAt: string | null;
  reconciliation: Reconciliation;
  byEmployment: ProgressFigures;
  byEntry: ProgressFigures;
  statement: ClosingStatement;
}

export interface ReconcileResult {
  data: {
    month: string;
    readBackAt: string | null;
    counts: Reconciliation['counts'];
    statement: ClosingStatement;
    open: {
      verdict: string;
      entryId: string | null;
      unit: string | null;
      idNumber: string | null;
      advice: string;
    }[];
  };
  text: string;
  /** People that somebody has to look into, plus rows that the statement misses. */
  open: number;
}

export async function reconcile(run: Run, request: ReconcileRequest): Promise<ReconcileResult> {
  const found = await reconcileLedger(run, request);
  const { reconciliation, statement } = found;
  const open = reconciliation.verdicts.filter((verdict) => needsPerson(verdict.kind));
  await run.ledger.note(run.actor, 'reconciled', {
    month: found.month,
    open: open.length,
    addsUp: statement.addsUp,
  });
  return {
    data: {
      month: found.month,
      readBackAt: found.readBackAt,
      counts: reconciliation.counts,
      statement,
      open: open.map((verdict) => ({
        verdict: verdictTitles[verdict.kind],
        entryId: verdict.entryId,
        unit: verdict.unit,
        idNumber: verdict.idNumber === null ? null : maskIdNumber(verdict.idNumber),
        advice: verdictAdvice[verdict.kind],
      })),
    },
    text: textOf(found, open),
    open: open.length + (statement.addsUp ? 0 : 1),
  };
}

export async function reconcileLedger(run: Run, request: ReconcileRequest): Promise<Reconciled> {
  const month = request.month ?? currentMonth(run);
  const readBack = await run.ledger.latestReadBack();
  const reconciliation = compare(
    await reconcileEntries(run.ledger),
    readBack?.records ?? null,
    await portalWords(run),
  );
  const asOf = lastDayOf(month);
  const order = run.pack.units.map((unit) => unit.name);
  return {
    month,
    readBackAt: readBack?.at ?? null,
    reconciliation,
    byEmployment: progressFigures(run.pack, reconciliation.credits, { month, basis: 'employment', asOf }),
    byEntry: progressFigures(run.pack, reconciliation.credits, { month, basis: 'entry', asOf }),
    statement: closingStatement(await run.ledger.sheetRows(), await run.ledger.counts(), order),
  };
}

/** Page by page, without what a sheet held besides its values: a province's year has to fit into an office computer. */
export async function reconcileEntries(ledger: Pick<Ledger, 'eachEntry'>): Promise<ReconcileEntry[]> {
  const entries: ReconcileEntry[] = [];
  for await (const { id, unit, month, state, values, file, sheet, row } of ledger.eachEntry())
    entries.push({ id, unit, month, state, values, file, sheet, row });
  return entries;
}

/** Fields are compared by the profile; without a portal in `luru.yaml` only presence is. */
async function portalWords(run: Run): Promise<PortalWords> {
  if (run.config.portal === undefined) return usualPortalWords;
  const { profile } = await loadProfileFor(run.around, run.workspace, run.config);
  return {
    ...usualPortalWords,
    differences: (values, record: PortalRecord) =>
      recordDifferences(profile, run.pack, values, record).map((difference) => difference.header),
  };
}

function currentMonth(run: Run): string {
  const month = run.around.clock.today().slice(0, 7);
  const last = `${String(run.pack.year)}-12`;
  return month > last ? last : month;
}

/** `YYYY-MM-31` sorts behind every day of the month, which is all that the target versions compare. */
function lastDayOf(month: string): string {
  return `${month}-31`;
}

function textOf(found: Reconciled, open: readonly Verdict[]): string {
  const counts = Object.entries(found.reconciliation.counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${verdictTitles[kind as Verdict['kind']]} ${String(count)}`);
  return [
    found.readBackAt === null
      ? '还没有回读过门户（luru read-back），以下只核对了采集表和台账。'
      : `按 ${chinaTime(found.readBackAt)} 回读的门户列表对账：`,
    counts.join('，'),
    ...open.map(
      (verdict) =>
        `  ${verdict.entryId ?? '（台账没有）'} ${verdict.unit ?? ''} ${verdict.idNumber === null ? '' : maskIdNumber(verdict.idNumber)} ${verdictTitles[verdict.kind]}：${verdictAdvice[verdict.kind]}`,
    ),
    found.statement.addsUp ? '收尾清单合计相符。' : '收尾清单合计不符，请运行 luru report 查看差在哪个单位。',
  ].join('\n');
}
