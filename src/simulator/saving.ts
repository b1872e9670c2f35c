import { numberOf, textOr } from './faults.ts';
import type { RecordValues } from './form-fields.ts';
import type { PortalUser } from './session.ts';
import { ageRefusal, checkPosted, messages } from './validate.ts';
import { delayed, type World } from './world.ts';

/** What a save comes to, for a skin to put into its own words and bytes. */
export type SaveAnswer =
  | { kind: 'saved'; receipt: string }
  | { kind: 'invalid' | 'refused' | 'duplicate'; message: string }
  | { kind: 'expired' | 'failed' | 'dropped' | 'resent' };

export interface SaveRequest {
  token: string | undefined;
  user: PortalUser;
  values: RecordValues;
  extra: Record<string, string>;
  /** One for each press of save; a browser that sends a request again by itself sends the same one. */
  requestId: string;
}

/** One press of save as the server lives it, with the faults that are set at their places before and after the commit. */
export async function save(world: World, request: SaveRequest): Promise<SaveAnswer> {
  const idNumber = (request.values['idNumber'] ?? '').trim().toUpperCase();
  const answer = await saveWithFaults(world, request, idNumber);
  world.saves.push({ at: new Date().toISOString(), idNumber, outcome: answer.kind });
  if (world.saves.length > 20_000) world.saves.shift();
  return answer;
}

async function saveWithFaults(world: World, request: SaveRequest, idNumber: string): Promise<SaveAnswer> {
  const { faults, sessions } = world;
  // Chromium sends a request again by itself, a POST too, when a kept connection breaks before the answer, and again on the next
  // kept connection. A cut that is meant to reach the person has to meet every one of these sendings.
  if (world.cutRequests.has(request.requestId)) return { kind: 'resent' };
  await delayed(world, 'saves', idNumber);
  if (faults.take('expireSession', idNumber, (given) => given['when'] === 'beforeSave') !== null) {
    sessions.end(request.token);
    return { kind: 'expired' };
  }
  if (cut(world, 'dropBeforeCommit', idNumber, request.requestId)) return { kind: 'dropped' };
  if (faults.take('errorBeforeCommit', idNumber) !== null) return { kind: 'failed' };
  const { answer, stored } = commitOnceOrTwice(world, request, idNumber);
  if (!stored) return answer;
  await delayed(world, 'afterCommit', idNumber);
  if (faults.take('expireSession', idNumber, (given) => given['when'] === 'afterSave') !== null) {
    sessions.end(request.token);
  }
  if (cut(world, 'dropAfterCommit', idNumber, request.requestId)) return { kind: 'dropped' };
  if (faults.take('errorAfterCommit', idNumber) !== null) return { kind: 'failed' };
  return answer;
}

function cut(
  world: World,
  name: 'dropBeforeCommit' | 'dropAfterCommit',
  idNumber: string,
  requestId: string,
): boolean {
  const fault = world.faults.take(name, idNumber);
  if (fault === null) return false;
  if (fault['resend'] !== true && requestId !== '') world.cutRequests.add(requestId);
  return true;
}

function commitOnceOrTwice(
  world: World,
  request: SaveRequest,
  idNumber: string,
): { answer: SaveAnswer; stored: boolean } {
  const first = commit(world, request);
  const stored = first.kind === 'saved';
  const replay = world.faults.take('duplicateRequest', idNumber);
  if (replay === null) return { answer: first, stored };
  const second = commit(world, request);
  return { answer: textOr(replay, 'answer', 'first') === 'second' ? second : first, stored };
}

function commit(world: World, request: SaveRequest): SaveAnswer {
  const checked = checkPosted(request.values);
  const missing = Object.entries(request.extra).flatMap(([label, text]) =>
    text.trim() === '' ? [`${label}不能为空`] : [],
  );
  const wrong = [...(checked.kind === 'invalid' ? checked.messages : []), ...missing];
  if (checked.kind === 'invalid' || wrong.length > 0) return { kind: 'invalid', message: wrong.join('；') };
  const { identity, values } = checked;
  const employedOn = values['employedOn'] ?? '';
  const refusal = ageRefusal(identity, employedOn) ?? refusalAtSave(world, identity.idNumber);
  if (refusal !== null) return { kind: 'refused', message: refusal };
  // The base is the authority on names: the page locks the field, and a page that lies is not believed.
  const base = world.store.person(identity.idNumber);
  if (base !== null && base.name !== values['name'])
    return { kind: 'refused', message: '姓名与身份证号码不一致，请核对' };
  const duplicatesAllowed =
    world.acceptDuplicates || world.faults.take('acceptDuplicates', identity.idNumber) !== null;
  const stored = world.store.add(
    {
      year: Number(employedOn.slice(0, 4)),
      createdAt: Date.now(),
      createdBy: request.user.name,
      values,
      extra: request.extra,
    },
    !duplicatesAllowed,
  );
  return stored === null
    ? { kind: 'duplicate', message: messages.duplicate }
    : { kind: 'saved', receipt: stored.receipt };
}

function refusalAtSave(world: World, idNumber: string): string | null {
  return world.store.refusal(idNumber)?.message ?? null;
}

/** How long a stored record stays out of list and detail, in milliseconds. */
export function listDelayMs(world: World): number {
  const parameters = world.faults.take('listDelay');
  if (parameters === null) return 0;
  return (numberOf(parameters, 'seconds') || numberOf(parameters, 'value')) * 1000;
}
