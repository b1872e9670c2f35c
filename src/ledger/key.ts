import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
  scrypt,
  type KeyObject,
  type ScryptOptions,
} from 'node:crypto';
import { chmod, open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Fault } from '../platform/fault.ts';

/** The two keys of a ledger, both derived from one secret: so that the index key never opens a sealed value. */
export interface LedgerKey {
  /** AES-256-GCM over personal values. */
  readonly seal: KeyObject;
  /** HMAC-SHA256 over ID numbers, for look-ups. */
  readonly index: KeyObject;
}

const secretBytes = 32;

/** Cost of one guess at a passphrase: 2^17 × 8 × 128 bytes = 128 MB, about half a second on an office computer. */
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 } as const;

/** The secret locked under a passphrase; changing the passphrase would not change the secret. */
const LockedSecret = z.strictObject({
  version: z.literal(1),
  kdf: z.literal('scrypt'),
  salt: z.base64(),
  N: z.int().positive(),
  r: z.int().positive(),
  p: z.int().positive(),
  nonce: z.base64(),
  tag: z.base64(),
  secret: z.base64(),
});
type LockedSecret = z.infer<typeof LockedSecret>;

/**
 * Writes a new key file (0600): 32 random bytes in base64, or the same locked under a passphrase. Never replaces a file:
 * a lost key means that every sealed value is lost.
 */
export async function createKey(path: string, passphrase?: string): Promise<void> {
  const secret = randomBytes(secretBytes);
  const text =
    passphrase === undefined ? secret.toString('base64') : JSON.stringify(await lock(secret, passphrase));
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Fault(`密钥文件已经存在：${path}。没有改动；换掉密钥会使台账中的个人信息永远打不开。`, {
      code: 'ledger-key-exists',
      disposition: 'halt-run',
      cause: error,
    });
  });
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Reads a key file and derives the ledger's keys. A file that others may read is first closed to them. */
export async function readKey(path: string, passphrase?: string): Promise<LedgerKey> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Fault(`读不到台账的密钥文件：${path}。请把它从备份放回原处；没有它，台账中的个人信息打不开。`, {
      code: 'ledger-key-missing',
      disposition: 'halt-run',
      cause: error,
    });
  });
  await chmod(path, 0o600).catch(() => undefined);
  return keyFromSecret(await secretOf(path, text.trim(), passphrase));
}

/** Derives both keys from the secret; a separate label each, so that neither tells anything of the other. */
export function keyFromSecret(secret: Uint8Array): LedgerKey {
  const derive = (label: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `luru ledger ${label} v1`, 32)));
  return { seal: derive('seal'), index: derive('index') };
}

async function secretOf(path: string, text: string, passphrase: string | undefined): Promise<Uint8Array> {
  if (text.startsWith('{')) {
    if (passphrase === undefined) {
      throw new Fault('台账的密钥有口令保护，请输入口令后再运行。', {
        code: 'ledger-passphrase-needed',
        disposition: 'needs-person',
        exitCode: 4,
      });
    }
    return unlock(parseLocked(path, text), passphrase);
  }
  const secret = Buffer.from(text, 'base64');
  if (secret.length !== secretBytes || secret.toString('base64') !== text) throw damagedKey(path);
  return secret;
}

function parseLocked(path: string, text: string): LockedSecret {
  try {
    return LockedSecret.parse(JSON.parse(text));
  } catch (error: unknown) {
    throw damagedKey(path, error);
  }
}

function damagedKey(path: string, cause?: unknown): Fault {
  return new Fault(`台账的密钥文件已损坏：${path}。没有改动任何内容，请用备份的密钥文件替换它。`, {
    code: 'ledger-key-damaged',
    disposition: 'halt-run',
    cause,
  });
}

async function lock(secret: Uint8Array, passphrase: string): Promise<LockedSecret> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const { N, r, p } = scryptCost;
  const cipher = createCipheriv('aes-256-gcm', await stretch(passphrase, salt, { N, r, p }), nonce);
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return {
    version: 1,
    kdf: 'scrypt',
    salt: salt.toString('base64'),
    N,
    r,
    p,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    secret: sealed.toString('base64'),
  };
}

async function unlock(locked: LockedSecret, passphrase: string): Promise<Uint8Array> {
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const key = await stretch(passphrase, bytes(locked.salt), { N: locked.N, r: locked.r, p: locked.p });
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(locked.nonce));
  decipher.setAuthTag(bytes(locked.tag));
  try {
    return Buffer.concat([decipher.update(bytes(locked.secret)), decipher.final()]);
  } catch (error: unknown) {
    throw new Fault('口令不对，打不开台账的密钥。请重新输入；没有改动任何内容。', {
      code: 'ledger-passphrase-wrong',
      disposition: 'needs-person',
      exitCode: 4,
      cause: error,
    });
  }
}

function stretch(passphrase: string, salt: Uint8Array, cost: ScryptOptions): Promise<Buffer> {
  // Normalised, because one keyboard may compose an accented letter that another sends in two parts.
  const password = passphrase.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { ...cost, maxmem: scryptCost.maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
