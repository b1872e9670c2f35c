import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { expect, onTestFinished, test } from 'vitest';

import { startSimulator } from '../../src/simulator/index.ts';
import { freshFolder, freshPortal, logIn, storedRecords } from './portal-door.ts';
import { idNumber, validValues } from './people.ts';

/** Another process with the portal in it, for killing. */
async function portalProcess(dataDir: string) {
  const script = join(import.meta.dirname, 'run-by-hand.ts');
  const child = spawn(process.execPath, [script, '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { url, child };
}

test(
  'a kill in the middle of many saves loses no acknowledged record and leaves no half one',
  { timeout: 60_000 },
  async () => {
    const dataDir = await freshFolder();
    const acknowledged = new Set<string>();
    let serial = 0;
    for (let round = 0; round < 3; round += 1) {
      const { url, child } = await portalProcess(dataDir);
      const client = await logIn({ url });
      const saver = async () => {
        for (;;) {
          serial += 1;
          const id = idNumber(`19${String(70 + (serial % 30))}-03-07`, serial % 1000);
          const answer = await client.save(validValues(id)).catch(() => null);
          if (answer === null) return;
          if (answer.success) acknowledged.add(id);
          if (acknowledged.size === (round + 1) * 40) child.kill('SIGKILL');
        }
      };
      await Promise.all([saver(), saver(), saver(), saver()]);
    }

    const survivor = await freshPortal({ dataDir });
    const records = await storedRecords(survivor);
    const stored = records.map((record) => record.idNumber);

    expect(acknowledged.size).toBeGreaterThanOrEqual(120);
    expect([...acknowledged].filter((id) => !stored.includes(id))).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);
    expect(records.filter((record) => record.fields['就业地'] !== '兴仁市 / 东湖街道 / 东湖社区')).toEqual(
      [],
    );
  },
);

test('records stay over a restart, sessions and faults do not, except the faults of the file', async () => {
  const dataDir = await freshFolder();
  const faultsFile = join(dataDir, 'faults.json');
  await writeFile(
    faultsFile,
    JSON.stringify({ errorBeforeCommit: { forIds: [idNumber('1990-03-07', 125)] } }),
  );
  const first = await startSimulator({ dataDir, faultsFile });
  const client = await logIn(first);
  await client.save(validValues(idNumber('1990-03-07', 123)));
  await fetch(`${first.url}/__oracle/faults`, { method: 'DELETE' });
  await first.close();

  const second = await freshPortal({ dataDir, faultsFile });
  const again = await logIn(second);

  expect((await storedRecords(second)).map((record) => record.receipt)).toEqual(['CZ202400000001']);
  expect((await again.save(validValues(idNumber('1990-03-07', 125)))).status).toBe(500);
});

test('a taken port is told by its code', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    other.close();
  });
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;

  await expect(startSimulator({ dataDir: await freshFolder(), port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test.each([
  ['that is no JSON', '{'],
  ['with an unknown fault', '{"unheard":true}'],
])('a faults file %s is refused in words', async (_what, text) => {
  const dataDir = await freshFolder();
  const faultsFile = join(dataDir, 'faults.json');
  await writeFile(faultsFile, text);

  await expect(startSimulator({ dataDir, faultsFile })).rejects.toThrow(/faults\.json/);
});
