import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Workspace } from '../platform/workspace.ts';
import { fileDigest } from '../sheets/index.ts';
import { readContacts, type UnitContacts } from '../sheets/template/index.ts';
import type { Run } from './open-run.ts';
import { readFormRows, refuseForm } from './read-form.ts';
import { readWorkspaceFile, writeWorkspaceFile } from './workspace-file.ts';

const text = z.string().nullable();
const ContactsFile = z.strictObject({
  version: z.literal(1),
  importedOn: z.string(),
  sha256: z.string(),
  contacts: z.array(
    z.strictObject({
      unit: z.string(),
      leader: z.strictObject({ name: text, post: text, mobile: text }),
      liaison: z.strictObject({ name: text, mobile: text }),
    }),
  ),
});

function contactsPath(workspace: Workspace): string {
  return join(workspace.root, 'contacts.json');
}

/** Contacts by unit; empty before any were imported. */
export async function loadContacts(workspace: Workspace): Promise<Map<string, UnitContacts>> {
  const file = await readWorkspaceFile(contactsPath(workspace), ContactsFile);
  return new Map((file?.contacts ?? []).map((one) => [one.unit, one]));
}

/** Takes the contacts form (附件4) in place of the one before. With any problem in it nothing is taken. */
export async function importContacts(
  run: Run,
  file: string,
): Promise<{ file: string; units: number; missing: string[] }> {
  const { contacts, problems } = readContacts(await readFormRows(run, file), run.pack);
  refuseForm(file, problems);
  const { sha256 } = await fileDigest(resolve(run.around.cwd, file));
  await writeWorkspaceFile(contactsPath(run.workspace), {
    version: 1,
    importedOn: run.around.clock.today(),
    sha256,
    contacts,
  } satisfies z.infer<typeof ContactsFile>);
  await run.ledger.note(run.actor, 'contacts-imported', { sha256, units: contacts.length });
  const known = new Set(contacts.map(({ unit }) => unit));
  return {
    file: basename(file),
    units: contacts.length,
    missing: run.pack.units.filter(({ name }) => !known.has(name)).map(({ name }) => name),
  };
}
