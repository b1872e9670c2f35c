// The portal as its tests reach it over HTTP: a fresh one on a free port and a folder of its own, gone after the test.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { type RunningSimulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';

export interface OracleRecord {
  id: number;
  receipt: string;
  state: string;
  reason: string | null;
  createdBy: string;
  idNumber: string;
  fields: Record<string, string>;
  values: Record<string, string>;
}

export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-'));
  onTestFinished(() => rm(folder, { recursive: true, maxRetries: 3 }));
  return folder;
}

export async function freshPortal(options: Partial<SimulatorOptions> = {}): Promise<RunningSimulator> {
  const dataDir = options.dataDir ?? (await freshFolder());
  const portal = await startSimulator({ baseInfoDelayMs: 20, ...options, dataDir });
  onTestFinished(() => portal.close());
  return portal;
}

export async function oracle(portal: { url: string }, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${portal.url}/__oracle/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return response.json();
}

export async function storedRecords(portal: { url: string }): Promise<OracleRecord[]> {
  return (await oracle(portal, 'records')) as OracleRecord[];
}

/** A logged-in client of the modern skin's data interface. */
export async function logIn(portal: { url: string }): Promise<PortalClient> {
  const response = await fetch(`${portal.url}/__oracle/login`, { method: 'POST' });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return new PortalClient(portal.url, cookie);
}

export interface PortalAnswer {
  status: number;
  success: boolean;
  code?: string;
  message?: string;
  data?: unknown;
}

export class PortalClient {
  readonly #url: string;
  readonly #cookie: string;

  constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  async get(path: string): Promise<PortalAnswer> {
    return toAnswer(await fetch(this.#url + path, { headers: { cookie: this.#cookie } }));
  }

  async save(
    values: Record<string, string>,
    extra: Record<string, string> = {},
    requestId: string = randomUUID(),
  ): Promise<PortalAnswer> {
    const response = await fetch(`${this.#url}/api/employment/records`, {
      method: 'POST',
      headers: { cookie: this.#cookie, 'content-type': 'application/json', 'x-request-id': requestId },
      body: JSON.stringify({ values, extra }),
    });
    return toAnswer(response);
  }
}

async function toAnswer(response: Response): Promise<PortalAnswer> {
  return { status: response.status, ...((await response.json()) as Omit<PortalAnswer, 'status'>) };
}
