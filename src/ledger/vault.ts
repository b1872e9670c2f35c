import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { LedgerKey } from './key.ts';
import { sealBroken } from './ledger-faults.ts';

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals personal values: version, nonce, tag, ciphertext. The place (table and row) is authenticated with the text, so
 * that a sealed value moved to another row or another ledger does not open.
 */
export class Vault {
  readonly #key: LedgerKey;
  readonly #ledgerId: string;

  constructor(key: LedgerKey, ledgerId: string) {
    this.#key = key;
    this.#ledgerId = ledgerId;
  }

  seal(place: string, value: unknown): Uint8Array {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key.seal, nonce);
    cipher.setAAD(this.#placeBytes(place));
    const text = cipher.update(JSON.stringify(value), 'utf8');
    return Buffer.concat([Buffer.of(version), nonce, text, cipher.final(), cipher.getAuthTag()]);
  }

  open(place: string, sealed: Uint8Array): unknown {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    try {
      if (bytes[0] !== version) throw new Error('unknown version of a sealed value');
      const decipher = createDecipheriv('aes-256-gcm', this.#key.seal, bytes.subarray(1, 1 + nonceBytes));
      decipher.setAAD(this.#placeBytes(place));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const text = decipher.update(bytes.subarray(1 + nonceBytes, -tagBytes));
      return JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8'));
    } catch (error: unknown) {
      throw sealBroken(place, error);
    }
  }

  /** Keyed hash of an ID number, the same however the number was typed (width, case of X, spaces). */
  idHash(idNumber: string): Uint8Array {
    const plain = idNumber.normalize('NFKC').replace(/\s/g, '').toUpperCase();
    return createHmac('sha256', this.#key.index).update(plain).digest();
  }

  /** Shows that a key belongs to this ledger without opening anything. */
  keyCheck(): string {
    return createHmac('sha256', this.#key.index).update(`luru key check ${this.#ledgerId}`).digest('hex');
  }

  #placeBytes(place: string): Uint8Array {
    return Buffer.from(`${this.#ledgerId}/${place}`);
  }
}

/** Digest of sealed bytes, for the journal: proves that the sealed value is the one that was written, without the key. */
export function sealDigest(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
