import { readFileSync, rmSync, statSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runChild, scriptPath } from './child-process.ts';
import {
  actor,
  all,
  approvedEntries,
  faultOf,
  hashOf,
  makeWorld,
  newEntry,
  sheetFile,
} from './ledger-world.ts';

/** Fault points that fail at one point as often as asked. */
function failingPoints(error: unknown) {
  const points = {
    at: null as string | null,
    reach: (name: string) => {
      if (name !== points.at) return;
      throw error;
    },
  };
  return points;
}

describe('a full disk', () => {
  it('stops before the change, and leaves everything as it was', async () => {
    await using world = await makeWorld();
    const people = Array.from({ length: 50 }, (_, index) => newEntry(5 + index));
    await world.ledger.importSheet(actor, sheetFile(), people);
    await world.ledger[Symbol.asyncDispose]();
    const ledger = await world.open({ exclusive: true, maxBytes: statSync(world.path).size });
    const before = await ledger.verify();

    const fault = await faultOf(
      ledger.importSheet(
        actor,
        sheetFile('大表.xlsx'),
        Array.from({ length: 400 }, (_, index) => newEntry(100 + index)),
      ),
    );

    expect(fault).toMatchObject({ code: 'ledger-disk-full', exitCode: 2, disposition: 'halt-run' });
    expect(await ledger.verify()).toEqual(before);
    expect(await ledger.files()).toHaveLength(1);
    await ledger[Symbol.asyncDispose]();
    await using roomy = await world.open();
    expect((await roomy.importSheet(actor, sheetFile('大表.xlsx'), [newEntry(100)])).already).toBe(false);
  });

  it.each([
    [
      'SQLite says so',
      Object.assign(new Error('database or disk is full'), { errcode: 13 }),
      'ledger-disk-full',
    ],
    ['the system says so', Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }), 'ledger-disk-full'],
    ['a write fails', Object.assign(new Error('disk I/O error'), { errcode: 778 }), 'ledger-write-failed'],
    ['something else breaks', new Error('the disk is on fire'), 'ledger-write-failed'],
  ])('never leaves an intent behind when %s', async (_, error, code) => {
    const faultPoints = failingPoints(error);
    await using world = await makeWorld({ faultPoints });
    const { ledger } = world;
    const [id = ''] = await approvedEntries(ledger, 1);
    const before = await ledger.verify();
    const intent = { contentHash: hashOf(id), fields: [] };

    faultPoints.at = 'ledger.before-commit';
    expect(await faultOf(ledger.recordIntent(actor, id, intent))).toMatchObject({
      code,
      disposition: 'halt-run',
    });

    faultPoints.at = null;
    expect((await ledger.entry(id)).state).toBe('approved');
    expect(await ledger.verify()).toEqual(before);
    expect(await ledger.recordIntent(actor, id, intent)).toBeGreaterThan(0);
  });

  it('stops the run when the witness cannot be written, and goes on when it can', async () => {
    await using world = await makeWorld();
    const witness = join(world.folder, 'witness.json');
    rmSync(witness);
    mkdirSync(join(witness, 'in-the-way'), { recursive: true });

    expect(await faultOf(world.ledger.note(actor, 'heard', {}))).toMatchObject({
      code: 'ledger-witness-failed',
      disposition: 'halt-run',
    });

    rmSync(witness, { recursive: true });
    await world.ledger.note(actor, 'heard', {});
    expect(JSON.parse(readFileSync(witness, 'utf8'))).toMatchObject({ ledgerId: world.ledger.id, seq: 3 });
    expect((await world.ledger.verify()).ok).toBe(true);
  });
});

// A limit on the size of files makes the kernel itself refuse the write, in the middle of whatever SQLite is doing.
it.runIf(process.platform !== 'win32').each([40, 72, 120, 200])(
  'loses nothing acknowledged when the kernel refuses writes beyond %d KB',
  async (kilobytes) => {
    await using world = await makeWorld();
    await world.ledger.importSheet(
      actor,
      sheetFile(),
      Array.from({ length: 30 }, (_, index) => newEntry(5 + index)),
    );
    await world.ledger[Symbol.asyncDispose]();
    const args = [scriptPath('writer-child.ts'), world.path, join(world.folder, 'key')];
    const limited = 'ulimit -f "$0"; exec "$@"';
    const blocks = String(kilobytes);

    const child = runChild('bash', ['-c', limited, blocks, process.execPath, ...args]);
    await child.ended;

    expect(child.lines.at(-1)).toMatch(/^fault ledger-(write-failed|disk-full|witness-failed)$/);
    await using ledger = await world.open({ exclusive: true });
    const states = new Map((await ledger.heads()).map(({ id, state }) => [id, state]));
    const moves = (await all(ledger.journal())).flatMap(({ entryId, body, kind }) =>
      kind === 'batch-created'
        ? (body['entries'] as string[]).map((id) => `${id} batched`)
        : [`${String(entryId)} ${String(body['to'])}`],
    );
    for (const line of child.lines.filter((text) => text.startsWith('E'))) expect(moves).toContain(line);
    expect(states.size).toBe(30);
    expect((await ledger.verify()).problems).toEqual([]);
  },
);
