import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

import { Captchas } from './captcha.ts';
import { FaultBoard, FaultFormatError } from './faults.ts';
import type { PortalEnv } from './http.ts';
import { legacyRoutes } from './legacy/routes.ts';
import { modernRoutes } from './modern-routes.ts';
import type { RunningSimulator, SimulatorOptions } from './options.ts';
import { oracleRoutes, setFaults, toPeople } from './oracle.ts';
import { Sessions } from './session.ts';
import { Store } from './store.ts';
import { messages } from './validate.ts';
import type { World } from './world.ts';

/**
 * Starts the rehearsal portal on 127.0.0.1. Rejects with the system's error (`code: 'EADDRINUSE'` for a taken port), or with a
 * `FaultFormatError` when a given file cannot be understood.
 */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const store = new Store(options.dataDir);
  try {
    const world = openWorld(store, options);
    const server = createAdaptorServer({ fetch: portalApp(world, options).fetch }) as Server;
    const port = await listen(server, options.port ?? 0);
    return { url: `http://127.0.0.1:${port}`, port, close: () => close(server, store) };
  } catch (error) {
    store.close();
    throw error;
  }
}

function openWorld(store: Store, options: SimulatorOptions): World {
  const world: World = {
    store,
    faults: new FaultBoard(),
    sessions: new Sessions((options.sessionMinutes ?? 30) * 60_000),
    captchas: new Captchas(),
    attended: options.attended ?? null,
    acceptDuplicates: options.acceptDuplicates ?? false,
    businessYear: options.businessYear ?? 2024,
    baseInfoDelayMs: options.baseInfoDelayMs ?? 500,
    saves: [],
    cutRequests: new Set(),
  };
  if (options.faultsFile !== undefined) {
    const problem = setFaults(world, readJson(options.faultsFile));
    if (problem !== null) throw new FaultFormatError(`故障文件 ${options.faultsFile}：${problem}`);
  }
  if (options.populationFile !== undefined) {
    const people = toPeople(readJson(options.populationFile));
    if (people === null) {
      throw new FaultFormatError(
        `人口库文件 ${options.populationFile} 须是 [{"idNumber": "…", "name": "…"}] 形式的数组`,
      );
    }
    store.addPeople(people);
  }
  return world;
}

function portalApp(world: World, options: SimulatorOptions): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>();
  app.route('/__oracle', oracleRoutes(world));
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.route('/', options.skin === 'legacy' ? legacyRoutes(world) : modernRoutes(world));
  app.notFound((context) => context.text('页面不存在', 404));
  app.onError((_error, context) =>
    context.json({ success: false, code: 'SYSTEM', message: messages.system }, 500),
  );
  return app;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function close(server: Server, store: Store): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
  store.close();
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new FaultFormatError(`无法读取 ${file}：${error instanceof Error ? error.message : String(error)}`);
  }
}
