// A disk that is really full, at many moments of a run: a small file system of its own with so many kilobytes left.
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLedger } from '../../scripts/chaos/ledger-view.ts';
import { LuruProcess } from '../../scripts/chaos/luru-process.ts';
import { plantDirectHands } from '../../scripts/chaos/plant-direct-hands.ts';
import { World } from '../../scripts/chaos/world.ts';

const disk = await mkdtemp(join(tmpdir(), 'luru-full-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0;
if (!mounted) await rm(disk, { recursive: true });

it.skipIf(!mounted)(
  'stops with a sentence wherever the disk fills up, and loses nobody',
  async ({ onTestFinished }) => {
    const installation = await plantDirectHands();
    onTestFinished(async () => {
      execFileSync('umount', [disk]);
      await rm(disk, { recursive: true });
      await rm(installation, { recursive: true });
    });
    await using world = await World.approved({ people: 2, oneByOne: true, hands: 'direct', installation });
    const workspace = join(disk, 'workspace');
    const luru = (verb: string) =>
      new LuruProcess(join(installation, 'src', 'main.ts'), [verb, '--workspace', workspace, '--json'], {})
        .finished;
    const codes = new Set<number | null>();
    for (const kilobytesLeft of [0, 20, 60, 100, 140, 160, 200, 220, 260, 400]) {
      await world.begin(2);
      await rm(workspace, { recursive: true }).catch(() => undefined);
      await cp(world.workspace, workspace, { recursive: true });
      const { bavail, bsize } = await statfs(disk);
      const filler = join(disk, 'filler');
      await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - kilobytesLeft * 1024)));

      const stopped = await luru('submit');

      codes.add(stopped.code);
      const told = `${String(kilobytesLeft)} KB: ${stopped.out}${stopped.complaints}`;
      expect([0, 2, 4], told).toContain(stopped.code);
      if (stopped.code !== 0) expect(told).toMatch(/磁盘已满|台账写入失败|见证文件写不进去/);
      // Whoever reads a ledger needs a little room as well.
      await rm(filler);
      const saved = (await world.saves()).length;
      const states = readLedger(workspace).entries.map(({ state }) => state);
      const pressed = states.filter((state) => ['in-flight', 'accepted', 'verified'].includes(state));
      expect(pressed.length, told).toBeGreaterThanOrEqual(saved);

      const resumed = await luru('resume');

      expect(resumed.code, resumed.complaints).toBe(0);
      expect(readLedger(workspace).entries.filter(({ state }) => state === 'verified')).toHaveLength(2);
      expect(await world.records()).toHaveLength(2);
    }
    expect([...codes].sort()).toEqual([0, 2, 4]);
  },
  300_000,
);
