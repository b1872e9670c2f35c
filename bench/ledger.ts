// Benchmark of the ledger: durable intents against bare fsync, and a year of one place, ten, a province.
//   node bench/ledger.ts [people ...]        default: 6000 60000 600000
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PortalRecord } from '../src/entry/portal-record.ts';
import { planBatches } from '../src/entry/plan-batches.ts';
import { createKey, openLedger, readKey, type Ledger, type NewEntry } from '../src/ledger/index.ts';
import { reconcile } from '../src/reconcile/index.ts';
import { systemClock } from '../src/platform/clock.ts';
import { reconcileEntries } from '../src/workflow/reconcile.ts';

const actor = { runId: 'R-bench', operator: '赵经办' };
const units = Array.from({ length: 28 }, (_, index) => `单位${String(index + 1).padStart(2, '0')}`);
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** Fictional person with as much text as a filled row of the form. */
function person(serial: number): NewEntry {
  const idNumber = `522300${String(19_600_101 + Math.floor(serial / 1000)).padStart(8, '0')}${String(serial % 1000).padStart(3, '0')}X`;
  const values = {
    idNumber,
    name: `测试人员${String(serial)}`,
    sex: '女',
    birthDate: '1990-03-07',
    ethnicity: '布依族',
    householdType: '农业',
    householdPlace: '贵州省黔西南布依族苗族自治州兴义市桔山街道办事处',
    education: '大学专科',
    politicalStatus: '群众',
    phone: '13900000000',
    employer: '测试用人单位有限责任公司',
    creditCode: '91522301MA6XXXXX00',
    industry: '批发和零售业',
    employmentForm: '单位就业',
    post: '营业员',
    employedOn: '2024-03-01',
    workRegion: '贵州省/黔西南布依族苗族自治州/兴义市',
    monthlyIncome: 3200,
  };
  return {
    sheet: '采集表',
    row: 5 + (serial % 20_000),
    unit: units[Math.floor(serial / 200) % units.length] ?? null,
    month: `2024-${String(1 + (Math.floor(serial / 5600) % 12)).padStart(2, '0')}`,
    values,
    raw: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])),
    findings: [],
    status: 'ok',
  };
}

interface Place {
  folder: string;
  open(exclusive: boolean, mode?: 'create' | 'open'): Promise<Ledger>;
  size(): number;
}

async function makePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'luru-bench-'));
  await createKey(join(folder, 'key'));
  const key = await readKey(join(folder, 'key'));
  const path = join(folder, 'ledger.sqlite');
  return {
    folder,
    size: () => statSync(path).size,
    open: (exclusive, mode = 'open') =>
      openLedger({
        path,
        mode,
        year: 2024,
        key,
        clock: systemClock,
        owner: { ...actor, host: 'bench', pid: process.pid },
        exclusive,
      }),
  };
}

async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

/** Appends of one page, each forced to disk: the floor of anything durable on this disk. */
function bareFsync(folder: string, times: number): number {
  const file = openSync(join(folder, 'bare'), 'w');
  const bytes = Buffer.alloc(4096, 1);
  const start = performance.now();
  for (let index = 0; index < times; index += 1) {
    writeSync(file, bytes);
    fsyncSync(file);
  }
  closeSync(file);
  return (performance.now() - start) / times;
}

async function intents(): Promise<void> {
  const place = await makePlace();
  const count = 1000;
  try {
    await using ledger = await place.open(true, 'create');
    const people = Array.from({ length: count }, (_, serial) => ({
      ...person(serial),
      unit: '单位01',
      month: '2024-01',
    }));
    const { entries } = await ledger.importSheet(
      actor,
      { name: 'a.xlsx', sha256: 'a', sizeBytes: 1 },
      people,
    );
    const ids = entries.map(({ id }) => id);
    await ledger.createBatch(actor, { unit: '单位01', month: '2024-01', profile: 'p', entryIds: ids });
    const fields = Object.entries(people[0]?.values ?? {}).map(([column, shown]) => ({
      label: column,
      column,
      asked: String(shown),
      shown: String(shown),
      equal: true,
      source: 'typed' as const,
    }));
    for (const entryId of ids) {
      await ledger.recordRehearsal(actor, {
        entryId,
        at: systemClock.now(),
        profileHash: 'p',
        formFingerprint: 'f',
        contentHash: hash(entryId),
        fields,
        messages: [],
        screenshot: null,
      });
    }
    await ledger.approve(
      actor,
      'B0001',
      ids.map((entryId) => ({ entryId, hash: hash(entryId) })),
      '钱复核',
    );
    const floorBefore = bareFsync(place.folder, count);
    const all = await timed(async () => {
      for (const id of ids) await ledger.recordIntent(actor, id, { contentHash: hash(id), fields });
    });
    const floor = (floorBefore + bareFsync(place.folder, count)) / 2;
    const each = all.ms / count;
    const verify = await timed(() => ledger.verify());
    console.log(`bare fsync of 4 KB       ${floor.toFixed(3)} ms   ${(1000 / floor).toFixed(0)} /s`);
    console.log(
      `durable intent + witness ${each.toFixed(3)} ms   ${(1000 / each).toFixed(0)} /s   ×${(each / floor).toFixed(2)} of one fsync`,
    );
    const { lines, ok } = verify.value;
    console.log(
      `verify of a worked ledger ${((verify.ms * 1000) / lines).toFixed(1)} µs a line (${String(lines)} lines, ${ok ? 'ok' : 'BROKEN'})`,
    );
  } finally {
    rmSync(place.folder, { recursive: true });
  }
}

const perFile = 20_000;

async function year(count: number): Promise<void> {
  const place = await makePlace();
  const row: Record<string, string> = { people: String(count) };
  const peak = () => `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`;
  try {
    const ledger = await place.open(true, 'create');
    let importing = 0;
    for (let start = 0; start < count; start += perFile) {
      const people = Array.from({ length: Math.min(perFile, count - start) }, (_, index) =>
        person(start + index),
      );
      const name = `${String(start)}.xlsx`;
      importing += (
        await timed(() => ledger.importSheet(actor, { name, sha256: hash(name), sizeBytes: 1 }, people))
      ).ms;
    }
    row['import'] = ms(importing);
    const plan = await timed(async () => {
      const batches = planBatches(await ledger.heads({ states: ['ready'] }), 200);
      for (const batch of batches) await ledger.createBatch(actor, { ...batch, profile: 'p' });
      return batches.length;
    });
    row['plan'] = `${ms(plan.ms)} (${String(plan.value)} batches)`;
    row['counts'] = ms((await timed(() => ledger.counts())).ms);
    row['find 1000'] = ms(
      (
        await timed(() =>
          ledger.findPeople(Array.from({ length: 1000 }, (_, i) => String(person(i * 7).values.idNumber))),
        )
      ).ms,
    );
    const verify = await timed(() => ledger.verify());
    row['verify'] =
      `${ms(verify.ms)} ${verify.value.ok ? 'ok' : 'BROKEN'} (${String(verify.value.lines)} lines)`;
    const walk = await timed(async () => {
      let seen = 0;
      for await (const entry of ledger.eachEntry()) seen += entry.values.idNumber === undefined ? 0 : 1;
      return seen;
    });
    row['open every person'] = `${ms(walk.ms)} (${String(walk.value)})`;
    row['memory until here'] = peak();
    await reconcileYear(place, ledger, row);
    await ledger[Symbol.asyncDispose]();
    const start = await timed(() => place.open(true));
    row['start'] = ms(start.ms);
    await start.value[Symbol.asyncDispose]();
    row['file'] = `${(place.size() / 2 ** 20).toFixed(0)} MB`;
    row['peak memory'] = peak();
  } finally {
    rmSync(place.folder, { recursive: true });
  }
  console.log(
    Object.entries(row)
      .map(([name, value]) => `${name}: ${value}`)
      .join('  ·  '),
  );
}

/** Everybody entered and shown by the portal: the year's end. The journal does not tell of it, so that this comes last. */
async function reconcileYear(place: Place, ledger: Ledger, row: Record<string, string>): Promise<void> {
  const records: PortalRecord[] = [];
  for await (const { values } of ledger.eachEntry()) {
    const idNumber = String(values.idNumber);
    const shown = { 身份证号码: idNumber, 姓名: String(values.name), 就业时间: String(values['employedOn']) };
    records.push({ idNumber, shown, state: '待审核', receipt: `CZ${String(records.length)}` });
  }
  const file = new DatabaseSync(join(place.folder, 'ledger.sqlite'));
  file.exec("UPDATE entries SET state = 'verified'");
  file.close();
  row['keep the read-back'] = ms((await timed(() => ledger.recordReadBack(actor, records))).ms);
  records.length = 0;
  const all = await timed(async () => {
    const found = reconcile(await reconcileEntries(ledger), (await ledger.latestReadBack())?.records ?? []);
    return found.counts.matched;
  });
  row['reconcile'] = `${ms(all.ms)} (${String(all.value)} matched)`;
}

function ms(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}

const [mode = '', ...rest] = process.argv.slice(2);
if (mode === 'intents') await intents();
else if (mode === 'year') await year(Number(rest[0]));
else {
  // Each in a process of its own, so that the peak of memory is its own.
  const sizes = mode === '' ? ['6000', '60000', '600000'] : [mode, ...rest];
  for (const args of [['intents'], ...sizes.map((size) => ['year', size])])
    spawnSync(process.execPath, [import.meta.filename, ...args], { stdio: 'inherit' });
}
