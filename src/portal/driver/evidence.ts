/** What the portal looked like when something went wrong: a picture, the page's words, and what each field showed. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { redactText } from '../../platform/redact.ts';
import type { EvidenceKept } from '../portal.ts';
import type { PortalSession } from '../session/session.ts';
import { pageText } from '../session/visible-text.ts';
import { formScope } from './entry-form.ts';
import type { FormInventory } from './form-engine.ts';
import { scanForm } from '../scan-form.ts';
import { maskedScreenshot } from './screenshot.ts';

export interface EvidenceInput {
  session: PortalSession;
  /** Created with mode 0700; the files in it have mode 0600. */
  folder: string;
  /** Values of the open person that must not be readable in what is kept. */
  secrets: readonly string[];
}

/** A part that takes longer than this is missing: the run waits for nobody's broken page. */
const partMs = 8_000;

/**
 * Keeps `picture.png`, `page.txt` and `fields.json`. Opens nothing and presses nothing: the page stays as it is for the
 * person who looks at it next. Never rejects: what could not be kept is named with its reason.
 */
export async function keepEvidence(input: EvidenceInput): Promise<EvidenceKept> {
  const kept: EvidenceKept = { files: [], missing: [] };
  const parts: [string, (path: string) => Promise<void>][] = [
    ['picture.png', (path) => maskedScreenshot(input.session.page, path, input.secrets)],
    ['page.txt', (path) => keep(path, () => wordsOf(input))],
    ['fields.json', (path) => keep(path, () => fieldsOf(input))],
  ];
  try {
    await mkdir(input.folder, { recursive: true, mode: 0o700 });
  } catch (error: unknown) {
    return { files: [], missing: parts.map(([name]) => ({ name, reason: reasonOf(error) })) };
  }
  for (const [name, make] of parts) {
    try {
      await inTime(make(join(input.folder, name)));
      kept.files.push(name);
    } catch (error: unknown) {
      kept.missing.push({ name, reason: reasonOf(error) });
    }
  }
  return kept;
}

async function keep(path: string, make: () => Promise<string>): Promise<void> {
  await writeFile(path, await make(), { mode: 0o600 });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(partMs);
  return await Promise.race([
    work,
    new Promise<never>((_, reject) => {
      late.addEventListener('abort', () => {
        reject(new Error(`${String(partMs / 1000)} 秒内没有完成`));
      });
    }),
  ]);
}

async function wordsOf({ session, secrets }: EvidenceInput): Promise<string> {
  const { page } = session;
  const frames = page.frames().map((frame) => withoutQuery(frame.url()));
  const dialogs = session.dialogs.peek().map((dialog) => dialog.message);
  const lines = [
    `标题：${await page.title()}`,
    ...frames.map((address) => `地址：${address}`),
    ...dialogs.map((message) => `弹窗：${message}`),
    '',
    await pageText(page),
  ];
  return hide(lines.join('\n'), secrets);
}

async function fieldsOf({ session, secrets }: EvidenceInput): Promise<string> {
  const signal = AbortSignal.timeout(partMs);
  const { entry } = session.profile;
  // A form in a dialog that is not there any more: the page itself says what is there instead.
  const scope = await formScope(session, entry, signal).catch(() => session.page);
  const inventory: FormInventory = await scanForm(scope, { options: 'native', signal });
  const masked = new Set(entry.fields.filter((field) => field.mask).map((field) => field.label));
  const fields = inventory.fields.map(
    ({ label, section, kind, value, required, readOnly, disabled, frame }) => ({
      label,
      section,
      kind,
      shown: masked.has(label) && value !== null ? '（已遮盖）' : value,
      required,
      readOnly,
      disabled,
      frame: frame === null ? null : withoutQuery(frame),
    }),
  );
  const { fingerprint, notices } = inventory;
  return hide(JSON.stringify({ fingerprint, notices, fields }, null, 2), secrets);
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/u, '');
}

/** The person's own values and whatever reads like an ID or phone number. */
function hide(text: string, secrets: readonly string[]): string {
  const longest = secrets
    .filter((secret) => secret.trim().length > 1)
    .toSorted((a, b) => b.length - a.length);
  return redactText(longest.reduce((rest, secret) => rest.replaceAll(secret, '（已遮盖）'), text));
}

function reasonOf(error: unknown): string {
  return redactText(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
}
