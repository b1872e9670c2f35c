import type { PortalRecord } from '../entry/portal-record.ts';
import type { Entry } from '../ledger/ledger.ts';
import { chinaTime } from '../platform/china-time.ts';
import { Fault } from '../platform/fault.ts';
import { recordDifferences } from '../portal/driver/index.ts';
import { usualPortalWords } from '../reconcile/index.ts';
import { maskedNumber, maskedText, shownText } from '../reports/masked.ts';
import { entriesToAmend, handTask, listPlace, signedWords, type Amendment, type HandTask } from './amend.ts';
import { placeOf, requireIdNumber } from './ask-portal.ts';
import { loadProfileFor } from './load-run-profile.ts';
import type { Run } from './open-run.ts';
import { writeOutbox } from './review-batch.ts';

/** A person whose one record in the portal says something else than the sheet; values masked. */
export interface CorrectionProposal {
  entryId: string;
  unit: string | null;
  place: string;
  name: string;
  idNumber: string;
  receipt: string | null;
  fields: { header: string; sheet: string; portal: string }[];
}

export interface Proposals {
  readBackAt: string;
  proposals: CorrectionProposal[];
}

export interface ApprovedCorrections {
  tasks: HandTask[];
  /** The list of what is to be done, for whoever does it. */
  path: string;
}

/** What the portal would have to be changed to, going by its last read-back. Changes nothing, here or there. */
export async function proposeCorrections(run: Run): Promise<Proposals> {
  const readBack = await run.ledger.latestReadBack();
  if (readBack === null) {
    throw new Fault('还没有回读过门户，不知道哪里不一致。请先运行 luru read-back。', {
      code: 'correct-no-read-back',
      disposition: 'needs-person',
      exitCode: 4,
    });
  }
  const differencesOf = await comparison(run);
  const live = readBack.records.filter((record) => !usualPortalWords.isReturned(record));
  const byNumber = Map.groupBy(live, ({ idNumber }) => idNumber);
  const proposals: CorrectionProposal[] = [];
  for await (const entry of run.ledger.eachEntry({ states: ['accepted', 'verified', 'correcting'] })) {
    if (entry.purgedAt !== null) continue;
    const [record, ...others] = byNumber.get(requireIdNumber(entry)) ?? [];
    // Nobody and two records are another matter: `reconcile` tells them.
    if (record === undefined || others.length > 0) continue;
    const fields = differencesOf(entry, record);
    if (fields.length > 0) proposals.push(proposalOf(entry, record, fields));
  }
  return { readBackAt: chinaTime(readBack.at), proposals };
}

/** A named reviewer approves corrections: journalled, and written down for whoever makes them in the portal by hand. */
export async function approveCorrections(
  run: Run,
  entryIds: readonly string[],
  by: Amendment,
): Promise<ApprovedCorrections> {
  const entries = await entriesToAmend(run, entryIds, ['accepted', 'verified'], '更正');
  const { proposals } = await proposeCorrections(run);
  const proposed = new Map(proposals.map((proposal) => [proposal.entryId, proposal]));
  const equal = entries.filter(({ id }) => !proposed.has(id));
  if (equal.length > 0) {
    throw new Fault(
      `${equal.map(({ id }) => id).join('、')} 与最近一次回读的门户列表没有不一致，没有改动任何条目。`,
      { code: 'correct-nothing-differs', disposition: 'needs-person', exitCode: 3 },
    );
  }
  const where = await listPlace(run);
  const tasks: HandTask[] = [];
  for (const entry of entries) {
    const fields = proposed.get(entry.id)?.fields ?? [];
    const changes = fields.map(({ header, sheet, portal }) => `“${header}”由“${portal}”改为“${sheet}”`);
    await run.ledger.move(run.actor, entry.id, entry.state, 'correcting', {
      reason: signedWords(`更正：${changes.join('，')}`, by),
      body: { reviewer: by.reviewer, fields: fields.map(({ header }) => header) },
    });
    tasks.push(handTask(entry, where, `把${changes.join('，')}。`));
  }
  run.log.info('corrections approved', { people: tasks.length });
  return { tasks, path: await writeTasks(run, '更正', tasks, by, 'luru read-back') };
}

/** The same list on paper, as the screen shows it. */
export async function writeTasks(
  run: Run,
  title: string,
  tasks: readonly HandTask[],
  by: Amendment,
  then: string,
): Promise<string> {
  const at = chinaTime(run.around.clock.now());
  const lines = [
    `${title}清单  ${at}  复核人 ${by.reviewer}：${by.reason}`,
    '以下须由人在门户中手工办理，录入助手不会代为改动或删除：',
    ...tasks.map((task, index) => `${String(index + 1)}. ${task.entryId} ${task.unit ?? ''}：${task.steps}`),
    `办完之后运行 ${then}。`,
  ];
  const name = `${title}清单-${at.replaceAll(/[- :]/g, '')}-${tasks[0]?.entryId ?? ''}.txt`;
  return writeOutbox(run, name, `${lines.join('\n')}\n`);
}

async function comparison(run: Run) {
  const { profile } = await loadProfileFor(run.around, run.workspace, run.config);
  return (entry: Entry, record: PortalRecord) =>
    recordDifferences(profile, run.pack, entry.values, record).map(({ header, column, expected, shown }) => ({
      header,
      sheet: shownText(column, expected),
      portal: shownText(column, shown),
    }));
}

function proposalOf(
  entry: Entry,
  record: PortalRecord,
  fields: CorrectionProposal['fields'],
): CorrectionProposal {
  return {
    entryId: entry.id,
    unit: entry.unit,
    place: placeOf(entry),
    name: maskedText(String(entry.values['name'] ?? '')),
    idNumber: maskedNumber(requireIdNumber(entry), 'id'),
    receipt: record.receipt,
    fields,
  };
}
