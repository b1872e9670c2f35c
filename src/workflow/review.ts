import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry, Rehearsal } from '../ledger/ledger.ts';
import { chinaTime } from '../platform/china-time.ts';
import {
  renderReviewHtml,
  renderReviewText,
  reviewPerson,
  type ReviewModel,
  type ReviewPicture,
  type ReviewRehearsal,
} from '../reports/index.ts';
import type { Run } from './open-run.ts';
import { openReview, writeOutbox, type BatchReview } from './review-batch.ts';

export interface ReviewList {
  batches: {
    id: string;
    unit: string;
    month: string;
    people: number;
    waiting: number;
    rehearsed: number;
    approved: number;
  }[];
  /** Entries that wait for a named person's decision. */
  decisions: { id: string; unit: string | null; place: string; questions: string[] }[];
}

/** What there is to review: batches with people still on the way, and entries that need a decision. */
export async function listReviews(run: Run): Promise<{ data: ReviewList; text: string }> {
  const data: ReviewList = { batches: [], decisions: [] };
  for (const batch of await run.ledger.batches()) {
    const heads = await run.ledger.heads({ batchId: batch.id });
    const count = (state: Entry['state']) => heads.filter((head) => head.state === state).length;
    const line = { waiting: count('batched'), rehearsed: count('rehearsed'), approved: count('approved') };
    if (line.waiting + line.rehearsed + line.approved === 0) continue;
    data.batches.push({ id: batch.id, unit: batch.unit, month: batch.month, people: heads.length, ...line });
  }
  for (const entry of await run.ledger.entries({ states: ['imported'] })) {
    const questions = entry.findings
      .filter((finding) => finding.severity === 'decision')
      .map((finding) => finding.message);
    data.decisions.push({
      id: entry.id,
      unit: entry.unit,
      place: `${entry.file} 第 ${String(entry.row)} 行`,
      questions,
    });
  }
  return { data, text: listText(data) };
}

function listText(list: ReviewList): string {
  const batches = list.batches.map(
    (batch) =>
      `  ${batch.id}  ${batch.unit}  ${batch.month}  共 ${String(batch.people)} 人：待试填 ${String(batch.waiting)}，待复核 ${String(batch.rehearsed)}，已批准 ${String(batch.approved)}`,
  );
  const decisions = list.decisions.map(
    (line) => `  ${line.id}  ${line.unit ?? '（没有单位）'}  ${line.place}：${line.questions.join('；')}`,
  );
  return [
    batches.length === 0 ? '没有待复核的批次。' : '待复核的批次：',
    ...batches,
    decisions.length === 0 ? '没有待确认的人员。' : '待确认的人员（luru review confirm 或 return）：',
    ...decisions,
  ].join('\n');
}

export interface ShownReview {
  data: { batchId: string; people: number; rehearsed: number; htmlPath: string; textPath: string };
  text: string;
  htmlPath: string;
}

/** Writes the review of one batch as a self-contained page and as text; the text is also the command's answer. */
export async function showReview(run: Run, batchId: string): Promise<ShownReview> {
  const review = await openReview(run, batchId);
  const model = await modelOf(run, review);
  const text = renderReviewText(model);
  const htmlPath = await writeOutbox(run, `复核-${batchId}.html`, renderReviewHtml(model));
  const textPath = await writeOutbox(run, `复核-${batchId}.txt`, `${text}\n`);
  const rehearsed = review.people.filter(({ entry }) => entry.state === 'rehearsed').length;
  return { data: { batchId, people: review.people.length, rehearsed, htmlPath, textPath }, text, htmlPath };
}

async function modelOf(run: Run, { batch, people }: BatchReview): Promise<ReviewModel> {
  const shown = [];
  for (const { entry, rehearsal } of people) {
    shown.push(reviewPerson(entry, run.pack.columns, await rehearsalOf(run, rehearsal)));
  }
  return {
    title: run.pack.title,
    batchId: batch.id,
    unit: batch.unit,
    month: batch.month,
    profile: batch.profile,
    portalUrl: run.config.portal?.url ?? null,
    operator: run.actor.operator,
    madeAt: chinaTime(run.around.clock.now()),
    people: shown,
  };
}

async function rehearsalOf(run: Run, rehearsal: Rehearsal | null): Promise<ReviewRehearsal | null> {
  if (rehearsal === null) return null;
  const { at, fields, messages, screenshot } = rehearsal;
  return {
    at: chinaTime(at),
    fields,
    messages,
    picture: screenshot === null ? null : await pictureOf(run, screenshot),
  };
}

/** A picture that is gone (purged, moved) is no reason to refuse the review; the page says that there is none. */
async function pictureOf(run: Run, path: string): Promise<ReviewPicture | null> {
  try {
    return { mime: 'image/png', bytes: await readFile(join(run.workspace.root, path)) };
  } catch (error: unknown) {
    run.log.warn('picture of a rehearsal cannot be read', { error });
    return null;
  }
}
