import { type Identity, readIdentity } from './identity.ts';
import type { BasePerson } from './record.ts';
import { messages } from './validate.ts';
import { delayed, type World } from './world.ts';

/** What the ID query before entry comes to. */
export type Lookup =
  | { kind: 'invalid' | 'duplicate' | 'refused'; message: string }
  | { kind: 'open'; identity: Identity; base: BasePerson | null; message: string | null };

export async function lookUp(world: World, text: string): Promise<Lookup> {
  const identity = readIdentity(text);
  await delayed(world, 'queries', identity?.idNumber ?? null);
  if (identity === null) return { kind: 'invalid', message: messages.invalidId };
  const { idNumber } = identity;
  const duplicatesAllowed =
    world.acceptDuplicates || world.faults.take('acceptDuplicates', idNumber) !== null;
  if (!duplicatesAllowed && world.store.hasValid(idNumber, world.businessYear)) {
    return { kind: 'duplicate', message: messages.duplicate };
  }
  const refusal = world.store.refusal(idNumber);
  if (refusal?.at === 'query') return { kind: 'refused', message: refusal.message };
  const base = world.store.person(idNumber);
  return { kind: 'open', identity, base, message: base === null ? messages.unknownPerson : null };
}
