import { randomBytes } from 'node:crypto';

export interface PortalUser {
  username: string;
  password: string;
  /** As the top bar shows it. */
  name: string;
}

export const portalUsers: readonly PortalUser[] = [
  { username: 'jingban', password: 'yanlian2024', name: '王敏' },
  { username: 'fuhe', password: 'yanlian2024', name: '李建国' },
];

interface Session {
  user: PortalUser;
  lastSeen: number;
  /** Requests until a fault ends the session; null: no such fault. */
  requestsLeft: number | null;
}

/** Who is logged in. In memory, as on the real thing: a restart of the portal ends every session. */
export class Sessions {
  readonly #byToken = new Map<string, Session>();
  readonly #idleMs: number;

  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  open(user: PortalUser): string {
    const token = randomBytes(16).toString('hex').toUpperCase();
    this.#byToken.set(token, { user, lastSeen: Date.now(), requestsLeft: null });
    return token;
  }

  /** The user of a living session, which this call keeps alive; null when there is none. */
  use(token: string | undefined): PortalUser | null {
    const session = token === undefined ? undefined : this.#byToken.get(token);
    if (token === undefined || session === undefined) return null;
    const idle = Date.now() - session.lastSeen > this.#idleMs;
    if (idle || session.requestsLeft === 0) {
      this.#byToken.delete(token);
      return null;
    }
    session.lastSeen = Date.now();
    if (session.requestsLeft !== null) session.requestsLeft -= 1;
    return session.user;
  }

  get count(): number {
    return this.#byToken.size;
  }

  end(token: string | undefined): void {
    if (token !== undefined) this.#byToken.delete(token);
  }

  endAll(): void {
    this.#byToken.clear();
  }

  /** Lets every open session live for so many requests more. */
  endAllAfter(requests: number): void {
    for (const session of this.#byToken.values()) session.requestsLeft = requests;
  }
}
