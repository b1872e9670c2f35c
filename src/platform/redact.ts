/**
 * Masks personal numbers wherever text leaves the process for a place that is not the sealed ledger: logs, evidence
 * names, error reports. Works on patterns and on keys, so that a forgotten call site is still covered at the sink.
 */

// No letter or digit may touch the number, so that hashes and receipt numbers are left alone.
const idNumber18 = /(?<![0-9A-Za-z])([1-9]\d{5})(?:18|19|20)\d{8}(\d[\dXx])(?![0-9A-Za-z])/g;
const idNumber15 =
  /(?<![0-9A-Za-z])([1-9]\d{5})\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d(\d{2})(?![0-9A-Za-z])/g;
const mobile = /(?<![0-9A-Za-z])(1[3-9]\d)\d{6}(\d{2})(?![0-9A-Za-z])/g;
const secretKeys = new Set(['password', 'passphrase', 'secret', 'token', 'cookie', 'authorization', 'key']);
const numberKeys = new Set(['idNumber', 'phone', 'permitNumber', 'mobile']);

export function redactText(text: string): string {
  return text
    .replace(idNumber18, '$1**********$2')
    .replace(idNumber15, '$1*******$2')
    .replace(mobile, '$1******$2');
}

/** Redacts strings, numbers that are phones or ID numbers, arrays, plain objects and errors, to a bounded depth. */
export function redactValue(value: unknown, key = '', depth = 0): unknown {
  if (secretKeys.has(key.toLowerCase())) return '[secret]';
  if (typeof value === 'string') return numberKeys.has(key) ? maskWhole(value) : redactText(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value);
    const masked = redactText(text);
    return masked === text && !numberKeys.has(key) ? value : maskWhole(text);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 8) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, key, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redactText(name), redactValue(item, name, depth + 1)]),
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause, ...rest } = error as Error & Record<string, unknown>;
  return {
    name,
    message: redactText(message),
    ...(stack === undefined ? {} : { stack: redactText(stack) }),
    ...(cause === undefined ? {} : { cause: redactValue(cause, 'cause', depth + 1) }),
    ...(redactValue(rest, '', depth + 1) as Record<string, unknown>),
  };
}

/** First 6 and last 2 characters of long numbers; short ones are hidden altogether. */
function maskWhole(text: string): string {
  const masked = redactText(text);
  if (masked !== text) return masked;
  return text.length > 8
    ? text.slice(0, 6) + '*'.repeat(text.length - 8) + text.slice(-2)
    : '*'.repeat(text.length);
}
