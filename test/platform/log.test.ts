import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chinaTime } from '../../src/platform/china-time.ts';
import { openLog } from '../../src/platform/log.ts';

describe('openLog', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luru-log-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function lines(): Promise<Record<string, unknown>[]> {
    const name = (await readdir(folder)).find((file) => /^luru-\d{4}-\d\d-\d\d\.jsonl$/.test(file)) ?? '';
    const text = await readFile(join(folder, name), 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('writes one JSON line an event, with the fields of its context', async () => {
    const log = openLog({ folder, level: 'info' }).with({ runId: 'R1' }).with({ verb: 'check' });
    log.info('entry imported', { entryId: 'E000001' });
    log.debug('not at this level');
    log.error('write failed', { error: new Error('no space', { cause: { code: 13 } }) });
    await log.close();

    expect(await lines()).toMatchObject([
      { level: 'info', message: 'entry imported', runId: 'R1', verb: 'check', entryId: 'E000001' },
      {
        level: 'error',
        message: 'write failed',
        error: { name: 'Error', message: 'no space', cause: { code: 13 } },
      },
    ]);
  });

  it('masks numbers at the sink, wherever they hide', async () => {
    const log = openLog({ folder, level: 'info' });
    log.warn('found 522300199001011234', {
      deep: [{ idNumber: '522300199001011234', phone: '13812345678' }],
    });
    await log.close();

    const text = JSON.stringify(await lines());
    expect(text).not.toMatch(/522300199001011234|13812345678/);
    expect(text).toContain('522300**********34');
  });

  it.skipIf(!existsSync('/dev/full'))(
    "tells once that it cannot be written, and stands in nobody's way",
    async () => {
      const day = new Date().toISOString().slice(0, 10);
      for (const name of new Set([day, chinaTime(new Date().toISOString()).slice(0, 10)]))
        await symlink('/dev/full', join(folder, `luru-${name}.jsonl`));
      const told: string[] = [];
      const log = openLog({ folder, level: 'info', failed: (error) => told.push(String(error)) });
      log.info('first');
      await expect.poll(() => told).toEqual([expect.stringContaining('ENOSPC')]);
      log.info('second');
      await log.close();
      expect(told).toHaveLength(1);
    },
  );
});
