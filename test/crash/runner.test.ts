// What the runner does with every answer and every fault of a portal: a real ledger, a portal of memory.
import { expect, it } from 'vitest';
import type { SubmissionOutcome } from '../../src/entry/outcome.ts';
import { decide } from '../../src/workflow/decide.ts';
import { settleOpen } from '../../src/workflow/resume.ts';
import { submitEntries } from '../../src/workflow/submit.ts';
import { actor, idOfRow, newEntry, sheetFile } from '../ledger/ledger-world.ts';
import { fakeRun, faultOf } from './fake-portal.ts';

const uncertain: SubmissionOutcome = { kind: 'uncertain', reason: '没有答复', messages: [] };

it('enters everybody once and proves it', async () => {
  await using run = await fakeRun(3);
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary.lines.map(({ result }) => result)).toEqual(['verified', 'verified', 'verified']);
  expect(summary).toMatchObject({ left: 0, stopped: 'done', halt: null });
  expect(run.portal.presses).toHaveLength(3);
  expect(await run.states()).toEqual(['verified', 'verified', 'verified']);
});

it('tries a step before the press again, a bounded number of times', async () => {
  await using run = await fakeRun(2, { stepTries: 3 });
  const entries = await run.approve();
  run.portal.faults.fillPerson = [faultOf('retry-step'), faultOf('retry-step')];
  expect((await submitEntries(run.portalRun, entries.slice(0, 1))).lines[0]?.result).toBe('verified');
  run.portal.faults.findPerson = [faultOf('retry-step'), faultOf('retry-step'), faultOf('retry-step')];
  expect(run.portal.evidence).toEqual([]);
  const summary = await submitEntries(run.portalRun, entries.slice(1));
  expect(summary.lines[0]?.result).toBe('fault');
  // What the portal showed is kept, and the operator is told where.
  expect(run.portal.evidence).toHaveLength(1);
  expect(summary.lines[0]?.messages.at(-1)).toMatch(/^现场保存在 evidence\/B\S+\/E\d+-\S+-现场$/);
  expect(await run.states()).toEqual(['verified', 'approved']);
});

it('stops after so many system faults in a row, and not for those that lie apart', async () => {
  await using run = await fakeRun(5, { stepTries: 1, stopAfterSystemFaults: 2 });
  run.portal.faults.openEntryForm = [
    faultOf('retry-step'),
    null,
    faultOf('retry-step'),
    faultOf('retry-step'),
  ];
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary.lines.map(({ result }) => result)).toEqual(['fault', 'verified', 'fault', 'fault']);
  expect(summary).toMatchObject({ left: 1, stopped: 'system-faults' });
});

it('never presses again after an unknown outcome, and stops', async () => {
  await using run = await fakeRun(2);
  run.portal.saveAnswers.push('silent-commit');
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary).toMatchObject({ left: 1, stopped: 'uncertain' });
  expect(run.portal.presses).toHaveLength(1);
  expect(await run.states()).toEqual(['uncertain', 'approved']);
});

it('takes a refusal as duplicate after its own press for an open question, not for a no', async () => {
  await using run = await fakeRun(1);
  run.portal.saveAnswers.push({ kind: 'refused', reason: 'duplicate', messages: ['已存在'] });
  expect((await submitEntries(run.portalRun, await run.approve())).lines[0]?.result).toBe('uncertain');
  expect(await run.states()).toEqual(['uncertain']);
});

it('takes a business refusal for an answer and goes on', async () => {
  await using run = await fakeRun(2);
  run.portal.saveAnswers.push({ kind: 'refused', reason: 'business', messages: ['已领取待遇'] });
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary.lines.map(({ result }) => result)).toEqual(['refused', 'verified']);
});

it('leaves alone who was not pressed, and counts it as trouble of the portal', async () => {
  await using run = await fakeRun(2, { stopAfterSystemFaults: 1 });
  run.portal.saveAnswers.push({ kind: 'not-attempted', reason: '没有确认框', messages: [] });
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary).toMatchObject({ left: 1, stopped: 'system-faults' });
  expect(await run.states()).toEqual(['approved', 'approved']);
  expect(run.portal.presses).toEqual([]);
});

it('waits for a person who logs in again, and begins that one person anew', async () => {
  await using run = await fakeRun(2);
  run.portal.faults.fillPerson = [null, faultOf('needs-person')];
  run.portal.faults.openEntryForm = [null, null, faultOf('needs-person'), null];
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary.lines.map(({ result }) => result)).toEqual(['verified', 'verified']);
  expect(run.said.join()).toContain('可以继续了');
  expect(run.portal.presses).toHaveLength(2);
});

it('ends with the fault when nobody comes', async () => {
  await using run = await fakeRun(2, { login: { timeoutSeconds: 0.5 } });
  const never = Array.from({ length: 20 }, () => faultOf('needs-person'));
  run.portal.faults.fillPerson = [faultOf('needs-person')];
  run.portal.faults.openEntryForm = [null, ...never];
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary).toMatchObject({
    left: 1,
    stopped: 'halted',
    halt: { code: 'test-needs-person', exitCode: 4 },
  });
});

it('closes the batch of a halt-batch and goes on with the next one', async () => {
  await using run = await fakeRun(2);
  const first = await run.approve();
  await run.world.ledger.importSheet(actor, sheetFile('二.xlsx'), [newEntry(50)]);
  const second = await run.approve();
  run.portal.faults.openEntryForm = [faultOf('halt-batch')];
  const summary = await submitEntries(run.portalRun, [...first, ...second]);
  expect(summary.lines.map(({ result }) => result)).toEqual(['fault', 'verified']);
  expect(summary).toMatchObject({ left: 1, stopped: 'halted', halt: { code: 'test-halt-batch' } });
});

it('ends the run at a halt-run, and keeps the lines of those who were done', async () => {
  await using run = await fakeRun(3);
  run.portal.faults.openEntryForm = [null, faultOf('halt-run')];
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary.lines.map(({ result }) => result)).toEqual(['verified', 'fault']);
  expect(summary).toMatchObject({ left: 1, stopped: 'halted' });
});

it('skips one person for a skip-entry and goes on', async () => {
  await using run = await fakeRun(2, { stopAfterSystemFaults: 1 });
  run.portal.faults.openEntryForm = [faultOf('skip-entry')];
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary.lines.map(({ result }) => result)).toEqual(['fault', 'verified']);
});

it('lets a bug be a bug', async () => {
  await using run = await fakeRun(1);
  run.portal.findPerson = () => Promise.reject(new TypeError('a bug'));
  await expect(submitEntries(run.portalRun, await run.approve())).rejects.toThrow('a bug');
});

it('voids the whole batch when the form is another one', async () => {
  await using run = await fakeRun(3);
  const entries = await run.approve();
  run.portal.fingerprint = 'a'.repeat(64);
  const summary = await submitEntries(run.portalRun, entries);
  expect(summary.lines.map(({ result }) => result)).toEqual(['voided']);
  expect(summary.halt?.code).toBe('submit-form-changed');
  expect(await run.states()).toEqual(['batched', 'batched', 'batched']);
  expect(run.portal.presses).toEqual([]);
});

it('stops between two people when it is asked to', async () => {
  await using run = await fakeRun(3);
  const entries = await run.approve();
  const findPerson = run.portal.findPerson.bind(run.portal);
  run.portal.findPerson = (idNumber) => {
    if (run.portal.presses.length > 0) run.soft.abort();
    return findPerson(idNumber);
  };
  const summary = await submitEntries(run.portalRun, entries);
  expect(summary).toMatchObject({ left: 2, stopped: 'interrupted' });
  expect(await run.states()).toEqual(['verified', 'approved', 'approved']);
});

it('submits only in office hours, whatever time it is where the server stands', async () => {
  await using run = await fakeRun(1, { officeHours: { from: '08:30', to: '17:30' } });
  const entries = await run.approve();
  run.world.clock.set('2024-03-18T09:30:00.000Z');
  expect(await submitEntries(run.portalRun, entries)).toMatchObject({ stopped: 'off-hours', left: 1 });
  run.world.clock.set('2024-03-18T00:30:00.000Z');
  expect(await submitEntries(run.portalRun, entries)).toMatchObject({ stopped: 'done', left: 0 });
});

it('does not notice that the clock was set back', async () => {
  await using run = await fakeRun(2);
  const entries = await run.approve();
  run.world.clock.set('2021-01-01T00:00:00.000Z');
  expect(await submitEntries(run.portalRun, entries)).toMatchObject({ stopped: 'done', left: 0 });
  expect((await run.world.ledger.verify()).problems).toEqual([]);
});

it('skips whom somebody else has entered', async () => {
  await using run = await fakeRun(1);
  const entries = await run.approve();
  run.portal.stored.push({ idNumber: idOfRow(5), shown: {}, state: '通过', receipt: 'X1' });
  expect((await submitEntries(run.portalRun, entries)).lines[0]?.result).toBe('skipped');
  expect(run.portal.presses).toEqual([]);
});

it('knows its own record that the portal shows late: once taken for lost, found before the second press', async () => {
  await using run = await fakeRun(1);
  run.portal.saveAnswers.push('silent-commit');
  await submitEntries(run.portalRun, await run.approve());
  run.portal.hiddenLookups = 2;
  expect(await settleOpen(run.portalRun, await run.world.ledger.entries(), [])).toBe(true);
  expect(await run.states()).toEqual(['ready']);
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary.lines[0]?.result).toBe('verified');
  expect(run.portal.presses).toHaveLength(1);
  expect(await run.states()).toEqual(['verified']);
  expect((await run.world.ledger.verify()).problems).toEqual([]);
});

it('presses nobody a second time before the portal must have shown the first press, whatever the plan says', async () => {
  await using run = await fakeRun(2);
  const shownWithinMs = 30 * 60_000;
  const portalRun = { ...run.portalRun, shownWithinMs };
  run.world.clock.set('2024-03-18T01:00:00.000Z');
  run.portal.saveAnswers.push('silent-commit');
  const [entry] = await run.approve();
  if (entry === undefined) throw new Error('nobody was approved');
  await submitEntries(portalRun, [entry]);
  // The list shows nobody yet: the press is taken for lost, and the person approved once more within minutes.
  run.portal.hiddenLookups = 3;
  await settleOpen(portalRun, await run.world.ledger.entries({ states: ['uncertain'] }), []);
  const again = await run.approve();
  run.world.clock.set('2024-03-18T01:29:00.000Z');
  const held = await submitEntries(portalRun, again);
  expect(held.lines).toMatchObject([{ entryId: entry.id, result: 'held' }]);
  expect(held.lines[0]?.messages.join()).toContain('09:30');
  expect(run.portal.presses).toHaveLength(1);
  expect(await run.states()).toEqual(['approved', 'approved']);

  // A clock that was set back proves nothing about the time that has gone by.
  run.portal.hiddenLookups = 1;
  run.world.clock.set('2024-03-17T00:00:00.000Z');
  expect((await submitEntries(portalRun, again)).lines[0]?.result).toBe('held');

  run.world.clock.set('2024-03-18T01:31:00.000Z');
  expect((await submitEntries(portalRun, again)).lines[0]?.result).toBe('verified');
  expect(run.portal.presses).toHaveLength(1);
});

it('presses again when the portal has had its time and still shows nobody', async () => {
  await using run = await fakeRun(1);
  const portalRun = { ...run.portalRun, shownWithinMs: 30 * 60_000 };
  run.world.clock.set('2024-03-18T01:00:00.000Z');
  run.portal.saveAnswers.push(uncertain);
  await submitEntries(portalRun, await run.approve());
  await settleOpen(portalRun, await run.world.ledger.entries(), []);
  const again = await run.approve();
  run.world.clock.set('2024-03-18T01:30:00.000Z');
  expect((await submitEntries(portalRun, again)).lines[0]?.result).toBe('verified');
  expect(run.portal.presses).toHaveLength(2);
  expect(run.portal.stored).toHaveLength(1);
});

it('calls a late record that differs uncertain, for a person to look at', async () => {
  await using run = await fakeRun(1);
  run.portal.saveAnswers.push(uncertain);
  await submitEntries(run.portalRun, await run.approve());
  await settleOpen(run.portalRun, await run.world.ledger.entries(), []);
  run.portal.stored.push({ idNumber: idOfRow(5), shown: {}, state: 'other', receipt: 'X1' });
  const summary = await submitEntries(run.portalRun, await run.approve());
  expect(summary.lines[0]?.result).toBe('uncertain');
  await decide(run.portalRun.run, [{ entryId: 'E000001', decision: 'other' }], {
    reviewer: '李',
    reason: '外单位',
  });
  expect(await run.states()).toEqual(['skipped']);
});

it('gives a record to nobody else while the first entry of the person stands for it', async () => {
  await using run = await fakeRun(1);
  await submitEntries(run.portalRun, await run.approve());
  // The same person once more, from another sheet, past the check that would have told.
  await run.world.ledger.importSheet(actor, sheetFile('二.xlsx'), [newEntry(5)]);
  expect((await submitEntries(run.portalRun, await run.approve())).lines[0]?.result).toBe('skipped');
  expect(await run.states()).toEqual(['verified', 'skipped']);
});

it('leaves accepted who is in the list twice', async () => {
  await using run = await fakeRun(1);
  run.portal.saveAnswers.push('silent-commit');
  const entries = await run.approve();
  await submitEntries(run.portalRun, entries);
  run.portal.stored.push({ idNumber: idOfRow(5), shown: {}, state: '待审核', receipt: 'X2' });
  const lines: Parameters<typeof settleOpen>[2] = [];
  await settleOpen(run.portalRun, await run.world.ledger.entries(), lines);
  expect(lines.map(({ found, words }) => [found, words])).toEqual([
    ['open', '门户中有 2 条此人的记录，请在门户中核对并删去多余的'],
  ]);
  expect(await run.states()).toEqual(['uncertain']);
});
