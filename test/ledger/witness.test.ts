import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readWitness, WitnessWriter } from '../../src/ledger/witness.ts';

function makePath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'luru-witness-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return join(folder, 'witness.json');
}
const at = (seq: number) => ({ version: 1 as const, ledgerId: 'L', seq, hash: String(seq) });

it('is not set back by a process that looked at the ledger before another one wrote', () => {
  const path = makePath();
  const [run, status] = [new WitnessWriter([path], 1), new WitnessWriter([path], 2)];
  run.write(at(101));
  status.write(at(100));
  expect(readWitness(path)).toEqual(at(101));
  run.write(at(102));
  expect(readWitness(path)).toEqual(at(102));
});

it('is set back where a named person has accepted a restored ledger', () => {
  const path = makePath();
  new WitnessWriter([path], 1).write(at(101));
  new WitnessWriter([path], 1, { mayGoBack: true }).write(at(57));
  expect(readWitness(path)).toEqual(at(57));
});
