import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { z } from 'zod';
import { Fault } from '../platform/fault.ts';

/** Writes a small JSON file of the workspace, mode 0600, whole or not at all. */
export async function writeWorkspaceFile(path: string, content: unknown): Promise<void> {
  const part = `${path}.part`;
  await writeFile(part, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(part, path);
}

/** Reads it again and holds it against its schema; null when there is none. */
export async function readWorkspaceFile<T>(path: string, schema: z.ZodType<T>): Promise<T | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
  let content: unknown = null;
  try {
    content = JSON.parse(text);
  } catch {
    // Told below: null fits no schema of ours.
  }
  const read = schema.safeParse(content);
  if (read.success) return read.data;
  throw new Fault(`${basename(path)} 的内容不完整或被改动过。请移走它，再用原表重新导入。`, {
    code: 'workspace-file-invalid',
    disposition: 'halt-run',
    exitCode: 2,
    details: { path },
  });
}
