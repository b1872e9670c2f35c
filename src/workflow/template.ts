import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { targetsInForce } from '../model/targets.ts';
import { Fault } from '../platform/fault.ts';
import { collectionForm, contactsForm, targetsForm } from '../sheets/template/index.ts';
import { defaultPack } from './default-pack.ts';
import { loadPack, resolvePack } from './load-pack.ts';
import { resolveUnit } from './resolve-unit.ts';
import type { Surroundings } from './surroundings.ts';

export const templateKinds = ['people', 'contacts', 'targets'] as const;
export type TemplateKind = (typeof templateKinds)[number];

export interface TemplateRequest {
  kind: TemplateKind;
  /** Name or folder; null: the only one installed. */
  pack: string | null;
  unit: string | null;
  month: string | null;
  /** Where to write it; null: a telling name in the current folder. */
  out: string | null;
}

/** Writes an empty form; needs no workspace. A file that is there is never overwritten. */
export async function writeTemplate(
  around: Surroundings,
  request: TemplateRequest,
): Promise<{ path: string; kind: TemplateKind; unit: string | null; month: string | null }> {
  const pack = await loadPack(
    resolvePack(around.installation, around.cwd, request.pack ?? (await defaultPack(around.installation))),
  );
  const unit = request.unit === null ? null : resolveUnit(pack, request.unit);
  const { kind, month } = request;
  if (month !== null && !month.startsWith(`${String(pack.year)}-`)) {
    throw new Fault(
      `政策包 ${pack.name} 是 ${String(pack.year)} 年的，没有 ${month}。请改 --month 或用 --pack 指明政策包。`,
      {
        code: 'month-outside-year',
        disposition: 'halt-run',
        exitCode: 2,
      },
    );
  }
  const today = around.clock.today();
  const bytes = await bytesFor();
  const path = resolve(around.cwd, request.out ?? fileName(kind, unit, month));
  await writeFile(path, bytes, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    throw cannotWrite(path, cause);
  });
  return { path, kind, unit, month };

  function bytesFor(): Promise<Uint8Array> {
    switch (kind) {
      case 'people':
        return collectionForm(pack, { unit, month, madeOn: today });
      case 'contacts':
        return contactsForm(pack, today);
      case 'targets':
        return targetsForm(pack, pack.targets.length === 0 ? null : targetsInForce(pack, today), today);
    }
  }
}

function fileName(kind: TemplateKind, unit: string | null, month: string | null): string {
  if (kind === 'contacts') return '联系人名单.xlsx';
  if (kind === 'targets') return '目标任务表.xlsx';
  return `${['采集表', unit, month].filter((part) => part !== null).join('-')}.xlsx`;
}

function cannotWrite(path: string, cause: unknown): Fault {
  const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
  return new Fault(
    exists
      ? `${basename(path)} 已经存在，没有覆盖。请用 --out 指明别的文件名，或先移走它。`
      : `写不了 ${path}。请检查文件夹是否存在、有没有写入权限。`,
    { code: exists ? 'template-exists' : 'template-unwritable', disposition: 'halt-run', exitCode: 2, cause },
  );
}
