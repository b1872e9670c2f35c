import { expect, it } from 'vitest';
import { exportJournal, verifyExport } from '../../src/ledger/index.ts';
import { actor, all, approvedEntries, makeWorld } from './ledger-world.ts';

it('can be checked by anyone, without the ledger and its key', async () => {
  await using world = await makeWorld();
  await approvedEntries(world.ledger, 3);
  await world.ledger.note(actor, 'odd', {
    10: 'a',
    9: 'b',
    文字: '“引号”\n',
    nested: { list: [1.5, null, true] },
  });

  const lines = await all(exportJournal(world.ledger));

  expect(await verifyExport(lines)).toEqual({ lines: lines.length - 1, problem: null });
  expect((await world.ledger.verify()).lines).toBe(lines.length - 1);
});

it.each<[string, (lines: string[]) => string[], number, string]>([
  [
    'a changed word',
    (lines) => lines.map((line, i) => (i === 3 ? line.replace('赵', '钱') : line)),
    2,
    '第 3 行',
  ],
  ['a line left out', (lines) => lines.filter((_, i) => i !== 3), 2, '第 3 行'],
  [
    'two lines exchanged',
    (lines) => [...lines.slice(0, 2), lines[3] ?? '', lines[2] ?? '', ...lines.slice(4)],
    1,
    '第 2 行',
  ],
  [
    'the head of another ledger',
    ([, ...rest]) => ['{"version":1,"ledgerId":"x","year":2024}', ...rest],
    0,
    '第 1 行',
  ],
  ['no journal at all', () => ['hello'], 0, '第 1 行'],
  ['nothing', () => [], 0, '空的'],
])('shows %s', async (_, change, lines, words) => {
  await using world = await makeWorld();
  await approvedEntries(world.ledger, 2);
  const exported = await all(exportJournal(world.ledger));

  const verdict = await verifyExport(change(exported));

  expect(verdict.lines).toBe(lines);
  expect(verdict.problem).toContain(words);
});
