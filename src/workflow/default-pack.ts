import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../platform/fault.ts';

/** The pack to use when none is named: the only one that is installed. With several, a person has to say which. */
export async function defaultPack(installation: string): Promise<string> {
  const entries = await readdir(join(installation, 'fixtures', 'packs'), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new Fault(`装有 ${String(names.length)} 个政策包，请用 --pack 指明用哪一个：${names.join('、')}。`, {
    code: 'pack-unnamed',
    disposition: 'halt-run',
    exitCode: 2,
  });
}
