import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/index.ts';
import { runChild, scriptPath } from './child-process.ts';
import { actor, makeWorld, newEntry, sheetFile, type World } from './ledger-world.ts';

const writer = scriptPath('writer-child.ts');

/** The moves of each entry as the journal has them. */
async function journalledMoves(ledger: Ledger): Promise<string[]> {
  const moves: string[] = [];
  for await (const { entryId, body, kind } of ledger.journal()) {
    if (kind === 'batch-created') moves.push(...(body['entries'] as string[]).map((id) => `${id} batched`));
    else if (entryId !== null) moves.push(`${entryId} ${String(body['to'])}`);
  }
  return moves;
}

/** Acknowledged moves that the journal does not have, in order: empty when nothing was lost. */
function lost(acknowledged: readonly string[], journalled: readonly string[]): string[] {
  const missing: string[] = [];
  let place = 0;
  for (const move of acknowledged) {
    const found = journalled.indexOf(move, place);
    if (found === -1) missing.push(move);
    else place = found + 1;
  }
  return missing;
}

async function worldWithPeople(count: number): Promise<World> {
  const world = await makeWorld();
  const people = Array.from({ length: count }, (_, index) => newEntry(5 + index));
  await world.ledger.importSheet(actor, sheetFile(), people);
  await world.ledger[Symbol.asyncDispose]();
  return world;
}

it('loses no acknowledged transition in 32 kills at random moments', { timeout: 240_000 }, async () => {
  await using world = await worldWithPeople(900);
  const acknowledged: string[] = [];
  let kills = 0;
  for (let run = 0; run < 40 && kills < 32; run += 1) {
    const child = runChild(process.execPath, [writer, world.path, join(world.folder, 'key')]);
    // By what it has done, not by the clock alone: a slow machine must not make the test an easy one.
    await child.linesReached(1 + Math.floor(Math.random() * 40));
    await after(Math.floor(Math.random() * 6));
    child.process.kill('SIGKILL');
    const { signal } = await child.ended;
    if (signal === 'SIGKILL') kills += 1;
    expect(child.lines.filter((line) => line.startsWith('fault'))).toEqual([]);
    acknowledged.push(...child.lines.filter((line) => line.startsWith('E')));
  }

  await using ledger = await world.open({ exclusive: true });
  const journalled = await journalledMoves(ledger);
  expect(kills).toBeGreaterThanOrEqual(30);
  expect(acknowledged.length).toBeGreaterThan(300);
  expect(lost(acknowledged, journalled)).toEqual([]);
  // What is journalled without an acknowledgement can only be the last write of a killed run: one batch of three at most.
  expect(journalled.length - acknowledged.length).toBeLessThanOrEqual(kills * 3);
  expect((await ledger.verify()).problems).toEqual([]);
});

it.each([
  ['ledger.before-commit', 0],
  ['ledger.before-commit', 5],
  ['ledger.after-commit', 0],
  ['ledger.after-commit', 7],
])('goes on after a kill at %s, time %d', async (point, times) => {
  await using world = await worldWithPeople(6);
  const args = [writer, world.path, join(world.folder, 'key')];
  const killed = runChild(process.execPath, [...args, point, String(times)]);
  expect((await killed.ended).signal).toBe('SIGKILL');

  const next = runChild(process.execPath, args);
  await next.ended;

  await using ledger = await world.open();
  const acknowledged = [...killed.lines, ...next.lines].filter((line) => line.startsWith('E'));
  expect(next.lines.at(-1)).toBe('done');
  expect(lost(acknowledged, await journalledMoves(ledger))).toEqual([]);
  expect((await ledger.counts()).map(({ state, count }) => [state, count])).toEqual([['verified', 6]]);
  expect((await ledger.verify()).problems).toEqual([]);
});
