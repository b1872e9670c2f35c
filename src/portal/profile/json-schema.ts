import { z } from 'zod';
import { Profile } from './schema.ts';

/** JSON Schema of a profile as a person writes it: defaults may be left out. For editors and docs. */
export function profileJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(Profile, { io: 'input', reused: 'inline' }) as Record<string, unknown>;
  return { title: '门户配置', ...schema };
}
