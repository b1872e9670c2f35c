import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';

import { FaultFormatError } from './faults.ts';
import { jsonBody, type PortalEnv, sessionCookie, textFields } from './http.ts';
import { fieldTexts } from './listing.ts';
import { endAfterRequests, openSession } from './login.ts';
import { type BasePerson, recordStates, type Refusal, type StoredRecord } from './record.ts';
import { portalUsers } from './session.ts';
import { messages } from './validate.ts';
import type { Attendance, World } from './world.ts';

/** The door for tests and benchmarks: what was really stored, and knobs for what may go wrong. Never part of the pages. */
export function oracleRoutes(world: World): Hono<PortalEnv> {
  const routes = new Hono<PortalEnv>();
  routes.get('/records', (context) => context.json(world.store.all().map(oracleRecord)));
  routes.get('/saves', (context) => context.json(world.saves));
  routes.get('/faults', (context) => context.json(world.faults.describe()));
  routes.delete('/faults', (context) => {
    world.faults.set({});
    return context.json({ ok: true });
  });
  routes.post('/faults', async (context) => {
    const problem = setFaults(world, await jsonBody(context));
    return problem === null ? context.json({ ok: true }) : context.json({ ok: false, message: problem }, 400);
  });
  routes.post('/population', async (context) => {
    const people = toPeople(await jsonBody(context));
    if (people === null)
      return context.json({ ok: false, message: '须是 [{ idNumber, name, ethnicity? }]' }, 400);
    world.store.addPeople(people);
    return context.json({ ok: true, count: people.length });
  });
  routes.post('/refusals', async (context) => {
    const refusals = toRefusals(await jsonBody(context));
    if (refusals === null)
      return context.json({ ok: false, message: '须是 [{ idNumber, message?, at? }]' }, 400);
    world.store.setRefusals(refusals);
    return context.json({ ok: true, count: refusals.length });
  });
  routes.post('/state', async (context) => {
    const body = (await jsonBody(context)) as { id?: unknown; state?: unknown; reason?: unknown } | undefined;
    const state = recordStates.find((known) => known === body?.state);
    if (state === undefined)
      return context.json({ ok: false, message: `state 须是 ${recordStates.join('、')}` }, 400);
    const reason = typeof body?.reason === 'string' ? body.reason : null;
    const id = typeof body?.id === 'string' || typeof body?.id === 'number' ? String(body.id) : '';
    const moved = world.store.move(id, state, reason);
    return context.json({ ok: moved }, moved ? 200 : 404);
  });
  routes.post('/change', async (context) => {
    const body = (await jsonBody(context)) as { id?: unknown; values?: unknown } | undefined;
    const changed = world.store.change(Number(body?.id), textFields(body?.values));
    return context.json({ ok: changed }, changed ? 200 : 404);
  });
  for (const what of ['remove', 'restore'] as const) {
    routes.post(`/${what}`, async (context) => {
      const body = (await jsonBody(context)) as { id?: unknown } | undefined;
      const done = world.store[what](Number(body?.id));
      return context.json({ ok: done }, done ? 200 : 404);
    });
  }
  routes.post('/attended', async (context) => {
    world.attended = toAttendance(await jsonBody(context));
    return context.json({ ok: true, attended: world.attended });
  });
  routes.post('/expire', (context) => {
    world.sessions.endAll();
    return context.json({ ok: true });
  });
  routes.post('/login', async (context) => {
    const { username } = textFields(await jsonBody(context));
    const user = portalUsers.find((known) => known.username === (username ?? 'jingban'));
    if (user === undefined) return context.json({ ok: false, message: '没有这个用户' }, 400);
    setCookie(context, sessionCookie, openSession(world, user), { httpOnly: true, path: '/' });
    return context.json({ ok: true, name: user.name });
  });
  routes.post('/reset', (context) => {
    world.store.reset();
    world.faults.set({});
    world.sessions.endAll();
    world.saves.length = 0;
    return context.json({ ok: true });
  });
  return routes;
}

/** Sets the faults and lets those strike that take effect at once; gives the problem in words, or null. */
export function setFaults(world: World, description: unknown): string | null {
  try {
    world.faults.set(description);
  } catch (error) {
    if (error instanceof FaultFormatError) return error.message;
    throw error;
  }
  const now = world.faults.take(
    'expireSession',
    null,
    (given) => given['when'] === undefined || given['when'] === 'now',
  );
  if (now !== null) world.sessions.endAll();
  // Without an open session the fault waits for the next login (see login.ts).
  if (world.sessions.count > 0) endAfterRequests(world);
  return null;
}

export function toPeople(body: unknown): BasePerson[] | null {
  const rows = rowsWithId(body);
  if (rows?.every((row) => typeof row['name'] === 'string') !== true) return null;
  return rows.map((row) => ({
    idNumber: String(row['idNumber']).trim().toUpperCase(),
    name: String(row['name']),
    ...(typeof row['ethnicity'] === 'string' ? { ethnicity: row['ethnicity'] } : {}),
  }));
}

function toRefusals(body: unknown): Refusal[] | null {
  return (
    rowsWithId(body)?.map((row) => ({
      idNumber: String(row['idNumber']).trim().toUpperCase(),
      message: typeof row['message'] === 'string' ? row['message'] : messages.refused,
      at: row['at'] === 'query' ? ('query' as const) : ('save' as const),
    })) ?? null
  );
}

function rowsWithId(body: unknown): Record<string, unknown>[] | null {
  if (!Array.isArray(body)) return null;
  const rows = body.filter(
    (row): row is Record<string, unknown> =>
      typeof row === 'object' && row !== null && typeof (row as { idNumber?: unknown }).idNumber === 'string',
  );
  return rows.length === body.length ? rows : null;
}

function toAttendance(body: unknown): Attendance | null {
  if (typeof body !== 'object' || body === null) return null;
  const { loginAfterMs } = body as { loginAfterMs?: unknown };
  return typeof loginAfterMs === 'number' && loginAfterMs >= 0 ? { loginAfterMs } : null;
}

function oracleRecord(record: StoredRecord): Record<string, unknown> {
  return {
    id: record.id,
    receipt: record.receipt,
    state: record.state,
    reason: record.reason,
    year: record.year,
    createdAt: new Date(record.createdAt).toISOString(),
    createdBy: record.createdBy,
    idNumber: record.values['idNumber'],
    fields: Object.fromEntries(fieldTexts(record).map(({ label, text }) => [label, text])),
    values: record.values,
  };
}
