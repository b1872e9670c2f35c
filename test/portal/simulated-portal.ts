// A rehearsal portal on a free port, its oracle, and the product's driver on top of one shared browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PolicyPack } from '../../src/model/pack/policy-pack.ts';
import type { PersonValues } from '../../src/model/person.ts';
import { openPortal } from '../../src/portal/driver/index.ts';
import type { Portal } from '../../src/portal/portal.ts';
import { loadProfile } from '../../src/portal/profile/index.ts';
import type { Profile } from '../../src/portal/profile/schema.ts';
import type { PortalBrowser } from '../../src/portal/session/browser.ts';
import { waitUntil } from '../../src/portal/session/wait-until.ts';
import { startSimulator, type RunningSimulator, type SimulatorOptions } from '../../src/simulator/index.ts';
import { loadPack } from '../../src/workflow/load-pack.ts';

const root = join(import.meta.dirname, '..', '..');

export interface StoredRecord {
  receipt: string;
  state: string;
  idNumber: string;
  fields: Record<string, string>;
}

export class SimulatedPortal implements AsyncDisposable {
  readonly url: string;
  readonly #simulator: RunningSimulator;
  readonly #folder: string;

  private constructor(simulator: RunningSimulator, folder: string) {
    this.#simulator = simulator;
    this.#folder = folder;
    this.url = simulator.url;
  }

  static async start(options: Partial<SimulatorOptions> = {}): Promise<SimulatedPortal> {
    const folder = await mkdtemp(join(tmpdir(), 'simulated-portal-'));
    const attended = { loginAfterMs: 50 };
    return new SimulatedPortal(
      await startSimulator({ dataDir: folder, attended, baseInfoDelayMs: 60, ...options }),
      folder,
    );
  }

  /** A portal that already holds these people, put there through the modern pages' own interface. */
  static async startWith(
    people: readonly string[],
    options: Partial<SimulatorOptions> = {},
  ): Promise<SimulatedPortal> {
    const folder = await mkdtemp(join(tmpdir(), 'simulated-portal-'));
    const modern = await startSimulator({ dataDir: folder, attended: null });
    for (const id of people) await save(modern.url, id);
    await modern.close();
    const attended = { loginAfterMs: 50 };
    return new SimulatedPortal(await startSimulator({ dataDir: folder, attended, ...options }), folder);
  }

  async oracle(path: string, body?: unknown): Promise<unknown> {
    const post = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const response = await fetch(`${this.url}/__oracle/${path}`, body === undefined ? {} : post);
    return response.json();
  }

  async records(): Promise<StoredRecord[]> {
    return (await this.oracle('records')) as StoredRecord[];
  }

  faults(faults: Record<string, unknown>): Promise<unknown> {
    return this.oracle('faults', faults);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#simulator.close();
    await rm(this.#folder, { recursive: true, maxRetries: 5 });
  }
}

async function save(url: string, id: string): Promise<void> {
  const login = await fetch(`${url}/__oracle/login`, { method: 'POST' });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const response = await fetch(`${url}/api/employment/records`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'x-request-id': id },
    body: JSON.stringify({ values: postedValues(id), extra: {} }),
  });
  const answer = (await response.json()) as { success: boolean; message: string };
  if (!answer.success) throw new Error(answer.message);
}

/** As the page posts them: codes of the portal, not labels. */
function postedValues(id: string): Record<string, string> {
  return {
    idNumber: id,
    name: '岑九',
    ethnicity: '09',
    householdType: '20',
    education: '31',
    politicalStatus: '13',
    phone: '13800001111',
    disabled: '0',
    leftBehindFamily: '0',
    releasedPrisoner: '0',
    personCategory: '07',
    employmentForm: '022',
    post: '跑腿',
    employedOn: '2024-03-05',
    workRegion: '522302001001',
  };
}

export async function xingren(): Promise<PolicyPack> {
  return loadPack(join(root, 'fixtures', 'packs', 'xingren-2024'));
}

/** The profile of the repository, with shorter waits so that failures fail quickly. */
export async function simulatorProfile(name = 'simulator', stepMs = 4_000): Promise<Profile> {
  const { profile } = await loadProfile(name, { folders: [join(root, 'selectors')], cwd: root });
  return { ...profile, timeouts: { stepMs, saveMs: 6_000, fieldMs: 5_000 } };
}

export async function openOn(
  simulated: { url: string },
  browser: PortalBrowser,
  profile: Profile,
  pack: PolicyPack,
): Promise<Portal> {
  await browser.context.clearCookies();
  // The error page of a portal that was down may still be on its way and interrupt this.
  await waitUntil(() => browser.page.goto('about:blank').then(() => true), { timeoutMs: 5_000 });
  return openPortal({ profile, pack, url: simulated.url, browser });
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An invented number: area code 522300 belongs to nobody. */
export function idNumber(birthDate: string, serial: number): string {
  const body = `522300${birthDate.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

/** A complete person employed by a unit. */
export function person(serial: number, changes: PersonValues = {}): PersonValues {
  return {
    idNumber: idNumber('1990-03-07', serial),
    name: '韦一',
    sex: serial % 2 === 1 ? '男' : '女',
    birthDate: '1990-03-07',
    ethnicity: '布依族',
    householdType: '农业户口（农村）',
    householdPlace: '兴仁市东湖街道五峰村三组',
    education: '大学专科',
    politicalStatus: '群众',
    disabled: false,
    leftBehindFamily: false,
    releasedPrisoner: false,
    personCategory: '农村转移劳动力',
    phone: '13800001111',
    employer: '兴仁市百味园餐饮店',
    creditCode: '92522302MA0770555U',
    unitType: '城镇个体工商户',
    industry: '住宿和餐饮业',
    sector: '第三产业',
    employmentForm: '单位就业',
    post: '服务员',
    employedOn: '2024-03-05',
    workRegion: '522302001001',
    urbanRuralClass: '111',
    monthlyIncome: 3200,
    remark: null,
    ...changes,
  };
}

/** A complete person with the fewest fields, for what is not about fields. */
export function flexible(serial: number): PersonValues {
  const none = { employer: null, creditCode: null, unitType: null, industry: null, sector: null };
  return person(serial, {
    ...none,
    employmentForm: '灵活就业',
    householdPlace: null,
    monthlyIncome: null,
    post: '跑腿',
  });
}

export const never = new AbortController().signal;
