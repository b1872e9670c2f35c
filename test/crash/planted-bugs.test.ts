// A suite that finds nothing proves nothing: with a bug planted in a copy of the program it must fail.
import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { AttackName } from '../../scripts/chaos/attacks.ts';
import { plantDirectHands } from '../../scripts/chaos/plant-direct-hands.ts';
import type { PlantedBug } from '../../scripts/chaos/planted.ts';
import { attackOf, runTrial } from '../../scripts/chaos/trial.ts';
import { World } from '../../scripts/chaos/world.ts';

const submitPerson = 'src/workflow/submit-person.ts';

const recordIntent = `intent.attemptId = await run.ledger.recordIntent(run.actor, entry.id, {
        contentHash: prepared.hash,
        fields: prepared.fields,
      });`;

const bugs: { title: string; planted: PlantedBug[]; attacks: AttackName[]; from?: number }[] = [
  {
    title: 'a press that is tried again when its outcome is unknown',
    planted: [
      {
        file: submitPerson,
        from: '  const known = knownOutcome(outcome);',
        to: `  if (outcome.kind === 'uncertain') {
    await fillForSure(portalRun, entry, signal);
    outcome = await portal.save(() => Promise.resolve(), signal);
  }
  const known = knownOutcome(outcome);`,
      },
    ],
    attacks: ['cut-after-commit', '500-after-commit'],
  },
  {
    title: 'an intent that is journalled after the press',
    planted: [
      { file: submitPerson, from: recordIntent, to: '' },
      {
        file: submitPerson,
        from: "  await run.around.faultPoints.reach('submit.pressed');",
        to: `  await run.around.faultPoints.reach('submit.pressed');\n  ${recordIntent}`,
      },
    ],
    attacks: ['kill-at-point', 'kill-at-moment', 'slow-save'],
  },
  {
    title: 'a look-up by row number',
    planted: [
      {
        file: 'src/workflow/ask-portal.ts',
        from: 'portal.findPerson(requireIdNumber(entry), signal),',
        to: `(async () => {
      const all = [];
      for await (const record of portal.listRecords(signal)) all.push(record);
      return all.slice(entry.row - 4, entry.row - 3);
    })(),`,
      },
    ],
    attacks: ['kill-at-point', 'cut-after-commit'],
  },
  {
    title: 'a second press before the portal must have shown the first',
    planted: [
      {
        file: 'src/workflow/second-press.ts',
        from: 'if (last === undefined) return null;',
        to: 'if (last !== null) return null;',
      },
    ],
    attacks: ['slow-list'],
    from: 7,
  },
  {
    title: "a record shown late that is taken for somebody else's",
    planted: [
      {
        file: 'src/workflow/settle.ts',
        from: 'attempts.length > 0 &&',
        to: 'attempts.length < 0 &&',
      },
    ],
    attacks: ['slow-list'],
    from: 3,
  },
];

it.each(bugs)('finds $title', { timeout: 600_000 }, async ({ planted, attacks, from = 1 }) => {
  const installation = await plantDirectHands(planted);
  try {
    await using world = await World.approved({
      installation,
      hands: 'direct',
      people: 2,
      oneByOne: true,
      loginSeconds: 15,
    });
    const found: string[] = [];
    // The series begins where it finds the bug soon: every trial costs seconds of the gate.
    for (let trial = 0; trial < 100 && found.length === 0; trial += 1)
      found.push(...(await runTrial(world, from + trial, attackOf(1, trial, attacks))).damage.words);
    expect(found).not.toEqual([]);
    // Found in the balance, not because the copy does not run.
    expect(found.join()).not.toContain('程序内部出错');
  } finally {
    await rm(installation, { recursive: true });
  }
});
