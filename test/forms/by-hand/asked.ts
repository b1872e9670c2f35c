import type { FixtureValue } from '../fixture-value.ts';

export function text(value: FixtureValue): string | null {
  return typeof value === 'string' ? value : null;
}

export function many(value: FixtureValue): string[] {
  return Array.isArray(value) ? value : [];
}

/** The whole text, white space around it aside. */
export function exactly(value: string): RegExp {
  return new RegExp(`^\\s*${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
