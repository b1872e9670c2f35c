import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = dirname(dirname(import.meta.dirname));

/** A bug to plant: in one file, one text in place of another that must be there. */
export interface PlantedBug {
  file: string;
  from: string | RegExp;
  to: string;
}

/** Copies the program into a folder of its own and plants the bugs there. The caller removes the folder. */
export async function plant(bugs: readonly PlantedBug[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'luru-planted-'));
  for (const part of ['src', 'selectors', 'package.json', join('fixtures', 'packs')])
    await cp(join(repository, part), join(folder, part), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, from, to } of bugs) {
    const path = join(folder, file);
    const text = await readFile(path, 'utf8');
    const planted = text.replace(from, to);
    if (planted === text) throw new Error(`${file} has no place for the bug any more`);
    await writeFile(path, planted);
  }
  return folder;
}
