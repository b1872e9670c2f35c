// Time of filling a 25-field form with everything read back, against a script written by hand for that one page and against
// the floor: the values set through the page's own framework, no control worked (issue 4, item 9). Every form is saved, and
// what the server received is held against what was asked, so that the same run is the trial with many random people.
// `node bench/fill.ts [fixture …] [--people N] [--from SEED] [--only engine|hand|floor]`; 5 people by default.
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright';
import {
  fillForm,
  scanForm,
  type FieldInput,
  type FillReport,
  type FormInventory,
} from '../src/portal/index.ts';
import { fillByHand } from '../test/forms/by-hand/fill-by-hand.ts';
import { fieldsFor } from '../test/forms/field-list.ts';
import { differences, type FixtureValues } from '../test/forms/fixture-value.ts';
import { fixtureNames, type FixtureName } from '../test/forms/fixtures.ts';
import { launchBrowser } from '../test/forms/launch-browser.ts';
import { openForm, type OpenForm } from '../test/forms/open-form.ts';
import { randomPerson } from '../test/forms/random-person.ts';
import { startFormServer } from '../test/forms/start-server.ts';
import { readModel, setModel } from './fill/floor.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '5' },
    from: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const people = Number(options.people);
const firstSeed = Number(options.from);
const runs = (way: string): boolean => options.only === undefined || options.only === way;
const names = positionals.length === 0 ? fixtureNames : fixtureNames.filter((n) => positionals.includes(n));

/** One filled and saved form. */
interface Filled {
  ms: number;
  wrong: string[];
  report: FillReport | null;
}

/** For the by-hand script once more, as favourable to it as can be: it waits for panels to open and close, and so for animations. */
const withoutWaiting = '* { transition-duration: 1ms !important; animation-duration: 1ms !important; }';
const idField = '人员信息/身份证号码';

/** Presses 查询 beside the ID number, as the operator does before the rest. */
function pressQuery(): void {
  const drawn = [...document.querySelectorAll<HTMLElement>('button, input[type=button], a')].filter(
    (b) => (b.innerText || (b as HTMLInputElement).value || '').trim() === '查询' && b.checkVisibility(),
  );
  drawn.at(-1)?.click();
}

function asked(person: FixtureValues): Record<string, FieldInput> {
  const values: Record<string, FieldInput> = {};
  const form = person.employmentForm;
  for (const field of fieldsFor(typeof form === 'string' ? form : null)) {
    const value = person[field.key];
    if (value !== null) values[`${field.section}/${field.label}`] = value;
  }
  return values;
}

async function saved(form: OpenForm, person: FixtureValues): Promise<string[]> {
  try {
    return differences(person, (await form.save()).values);
  } catch (error: unknown) {
    return [error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)];
  }
}

async function byEngine(form: OpenForm, inventory: FormInventory, person: FixtureValues): Promise<Filled> {
  const values = asked(person);
  const start = performance.now();
  await fillForm(form.page, inventory, { [idField]: values[idField] ?? '' });
  await form.formFrame().evaluate(pressQuery);
  const report = await fillForm(form.page, inventory, values);
  const ms = performance.now() - start;
  const refused = report.fields
    .filter((f) => f.reason !== undefined)
    .map((f) => `${f.label}: ${f.reason ?? ''}`);
  return { ms, report, wrong: report.ok ? await saved(form, person) : refused };
}

async function byHand(
  form: OpenForm,
  name: FixtureName,
  person: FixtureValues,
  still: boolean,
): Promise<Filled> {
  if (still) await form.page.addStyleTag({ content: withoutWaiting });
  const start = performance.now();
  try {
    await fillByHand[name](form.page, person);
  } catch (error: unknown) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { ms: performance.now() - start, report: null, wrong: [why] };
  }
  const ms = performance.now() - start;
  return { ms, report: null, wrong: await saved(form, person) };
}

function median(list: number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function measure(name: FixtureName, browser: Browser): Promise<void> {
  const server = await startFormServer();
  const form = await openForm(name, { browser, server });
  form.page.setDefaultTimeout(15_000);
  const engine: Filled[] = [];
  const hand: Filled[] = [];
  const stillHand: Filled[] = [];
  const floor: number[] = [];
  try {
    const scanStart = performance.now();
    const inventory = await scanForm(form.page);
    const scanMs = performance.now() - scanStart;
    for (let seed = firstSeed; seed < firstSeed + people; seed += 1) {
      const person = randomPerson(seed);
      // In turn, so that a machine that slows down slows both.
      if (runs('hand')) {
        for (const list of [hand, stillHand]) {
          await form.reopen();
          list.push(await byHand(form, name, person, list === stillHand));
          tell(name, seed, 'hand', list.at(-1));
        }
      }
      if (!runs('engine')) continue;
      await form.reopen();
      engine.push(await byEngine(form, inventory, person));
      tell(name, seed, 'engine', engine.at(-1));
      if (runs('floor')) floor.push(...(await floorOf(form, inventory, person)));
    }
    print(name, scanMs, { engine, hand, stillHand, floor });
  } finally {
    await form.close();
    await server.close();
  }
}

async function floorOf(form: OpenForm, inventory: FormInventory, person: FixtureValues): Promise<number[]> {
  await form.reopen();
  await fillForm(form.page, inventory, asked(person));
  const model = await readModel(form.page);
  if (model === null) return [];
  await form.reopen();
  const ms = await setModel(form.page, model);
  return ms === null ? [] : [ms];
}

function tell(name: string, seed: number, way: string, one: Filled | undefined): void {
  if (one === undefined || one.wrong.length === 0) return;
  console.error(`${name} seed ${String(seed)} ${way}: ${one.wrong.join('; ')}`);
}

function print(
  name: string,
  scanMs: number,
  by: { engine: Filled[]; hand: Filled[]; stillHand: Filled[]; floor: number[] },
): void {
  const right = (list: Filled[]): string =>
    `${String(list.filter((f) => f.wrong.length === 0).length)}/${String(list.length)} right`;
  const engineMs = median(by.engine.map((f) => f.ms));
  const against = (words: string, list: Filled[]): string => {
    const ms = median(list.map((f) => f.ms));
    return list.length === 0
      ? ''
      : `${words} ${ms.toFixed(0)} ms (${right(list)})  ratio ${(engineMs / ms).toFixed(2)}`;
  };
  const fields = by.engine.flatMap((f) => f.report?.fields ?? []).filter((f) => f.status === 'set');
  const cells = [
    name.padEnd(15),
    `scan ${scanMs.toFixed(0)} ms`,
    `engine ${engineMs.toFixed(0)} ms (${right(by.engine)}, ${median(fields.map((f) => f.ms)).toFixed(0)} ms a field)`,
    against('by hand', by.hand),
    against('by hand, animations off', by.stillHand),
    by.floor.length === 0 ? 'no floor' : `floor ${median(by.floor).toFixed(0)} ms`,
  ];
  console.log(cells.filter((cell) => cell !== '').join('  '));
  const kinds = Map.groupBy(fields, (f) => f.kind ?? 'unknown');
  const costs = [...kinds].map(([kind, list]) => ({
    kind,
    n: list.length,
    ms: median(list.map((f) => f.ms)),
  }));
  const lines = costs
    .toSorted((a, b) => b.ms - a.ms)
    .map(({ kind, n, ms }) => `${kind} ${ms.toFixed(0)} ms ×${String(n)}`);
  console.log(`  ${lines.join(', ')}`);
}

const browser = await launchBrowser();
try {
  for (const name of names) await measure(name, browser);
} finally {
  await browser.close();
}
