/** What the traces of one press of save prove. Positive proof only: anything else stays uncertain (STYLE §4.5). */
import type { RefusalReason } from '../../entry/outcome.ts';
import { firstMatch, matcher, squeeze } from '../profile/patterns.ts';
import type { Acceptance, Refusal } from '../profile/schema-parts.ts';
import { fillTemplate } from '../profile/templates.ts';
import type { SeenRequest } from './press-watch.ts';

export type SaveVerdict =
  | { kind: 'accepted'; receipt: string | null; messages: string[]; close: string | null }
  | { kind: 'refused'; reason: RefusalReason; messages: string[] }
  | { kind: 'uncertain'; reason: string };

export interface SaveTraces {
  texts: string[];
  requests: SeenRequest[];
  pageClosed: boolean;
}

export interface SaveRules {
  accepted: Acceptance[];
  refusals: Refusal[];
  response: boolean;
  names: Record<string, string | null>;
}

export interface SaveEvidence {
  rules: SaveRules;
  watch: SaveTraces;
  /** Addresses of the page and its frames that were not there before the press. */
  newAddresses: string[];
  /** Texts of table rows and list items that were not there before the press, white space removed. */
  newRows: string[];
  loginShown: () => Promise<boolean>;
}

/** @returns null while nothing is proved yet. */
export async function judge(evidence: SaveEvidence): Promise<SaveVerdict | null> {
  const { rules, watch } = evidence;
  const refused = watch.texts.flatMap((text) => {
    const rule = firstMatch(rules.refusals, text);
    return rule === null ? [] : [{ text, reason: rule.reason }];
  });
  const accepted = acceptance(evidence);
  if (refused.length > 0 && accepted !== null)
    return { kind: 'uncertain', reason: '门户同时给出了受理和拒绝的文字' };
  const [said] = refused;
  if (said !== undefined) return refusal(said.reason, shortest(refused.map((one) => one.text)));
  if (accepted !== null) return accepted;
  if (watch.pageClosed) return { kind: 'uncertain', reason: '浏览器窗口被关闭' };
  const trouble = saveRequests(watch.requests).find((seen) => seen.failed || (seen.status ?? 0) >= 400);
  if (trouble !== undefined && !stillAsking(watch.requests))
    return { kind: 'uncertain', reason: troubleText(trouble) };
  return (await evidence.loginShown()) ? { kind: 'uncertain', reason: '保存之后登录已失效' } : null;
}

function refusal(reason: Refusal['reason'], messages: string[]): SaveVerdict {
  if (reason === 'session') return { kind: 'uncertain', reason: '保存之后登录已失效' };
  // The query before the entry knew of no record: this one may well be ours, by a first answer that got lost or a request
  // that a proxy or the browser sent twice. Only the portal's list can tell.
  if (reason === 'duplicate')
    return { kind: 'uncertain', reason: `门户说此人已有记录，可能就是这次保存的：${messages[0] ?? ''}` };
  if (reason === 'system') return { kind: 'uncertain', reason: `门户系统故障：${messages[0] ?? ''}` };
  return { kind: 'refused', reason, messages };
}

function acceptance({ rules, watch, newAddresses, newRows }: SaveEvidence): SaveVerdict | null {
  if (
    rules.response &&
    !saveRequests(watch.requests).some((seen) => (seen.status ?? 500) < 400 && !seen.failed)
  )
    return null;
  for (const proof of rules.accepted) {
    const parts: (string | null)[] = [];
    const said = [proof.toast, proof.dialog].filter((pattern) => pattern !== undefined);
    for (const pattern of said) parts.push(watch.texts.find((text) => matcher(pattern).test(text)) ?? null);
    const { url } = proof;
    if (url !== undefined) parts.push(newAddresses.some((address) => matcher(url).test(address)) ? '' : null);
    if (proof.row !== undefined) parts.push(hasRow(proof.row, rules.names, newRows) ? '' : null);
    const receipt = proof.receipt === undefined ? '' : receiptOf(proof.receipt, watch.texts);
    if (parts.every((part) => part !== null) && receipt !== null)
      return {
        kind: 'accepted',
        receipt: receipt === '' ? null : receipt,
        messages: shortest(parts.filter((part) => part !== '')),
        close: proof.close ?? null,
      };
  }
  return null;
}

function hasRow(row: string[], names: Record<string, string | null>, newRows: string[]): boolean {
  const wanted = row.map((template) => fillTemplate(template, names));
  return newRows.some((text) => wanted.every((part) => part !== null && text.includes(squeeze(part))));
}

function receiptOf(pattern: string, texts: string[]): string | null {
  const find = matcher(pattern);
  for (const text of texts) {
    const { receipt } = find.groups(text);
    if (receipt !== undefined && receipt !== '') return receipt;
  }
  return null;
}

/** Requests that can have carried the save; looking things up by GET goes on all the time on some pages. */
function saveRequests(requests: SeenRequest[]): SeenRequest[] {
  return requests.filter(
    (seen) => seen.kind !== 'other' && (seen.method !== 'GET' || seen.kind === 'document'),
  );
}

function stillAsking(requests: SeenRequest[]): boolean {
  return saveRequests(requests).some((seen) => seen.status === null && !seen.failed);
}

function troubleText(seen: SeenRequest): string {
  return seen.failed ? '连接在保存时中断' : `服务器对保存的答复是错误 ${seen.status ?? 0}`;
}

/** The words themselves, not the whole page that they came with. */
function shortest(texts: string[]): string[] {
  return [...new Set(texts)].sort((a, b) => a.length - b.length).slice(0, 3);
}
