// One or two approved people under attack, and what every attack has to end with.
import { expect } from 'vitest';
import { judge } from '../../scripts/chaos/judge.ts';
import { readLedger } from '../../scripts/chaos/ledger-view.ts';
import type { Finished } from '../../scripts/chaos/luru-process.ts';
import type { World } from '../../scripts/chaos/world.ts';

export interface Summary {
  lines: { entryId: string; result: string; messages: string[] }[];
  left: number;
  stopped: string;
  halt: { code: string; message: string } | null;
}

export const summaryOf = ({ out }: Finished): Summary => JSON.parse(out) as Summary;

export function statesOfApproved(world: World): string[] {
  return readLedger(world.workspace)
    .entries.filter(({ batch }) => batch !== null)
    .slice(0, world.people)
    .map(({ state }) => state);
}

export async function expectAllEntered(world: World): Promise<void> {
  expect((await judge(world)).words).toEqual([]);
  expect(statesOfApproved(world)).toEqual(Array.from({ length: world.people }, () => 'verified'));
}
