import type { Context } from 'hono';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { getCookie } from 'hono/cookie';

import type { PortalUser } from './session.ts';

export const sessionCookie = 'CZJYSESSIONID';
export const captchaCookie = 'CZJYCAPTCHA';

export interface PortalEnv {
  Bindings: HttpBindings;
  Variables: { user: PortalUser };
}

export type PortalContext = Context<PortalEnv>;

export function sessionToken(context: PortalContext): string | undefined {
  return getCookie(context, sessionCookie);
}

/** Cuts the connection without an answer, as a failing network does. */
export function dropConnection(context: PortalContext): Response {
  context.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** A posted JSON object as text by key; everything that is not text is left out. */
export function textFields(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The body as JSON, or undefined when it is none. */
export async function jsonBody(context: PortalContext): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    return undefined;
  }
}
