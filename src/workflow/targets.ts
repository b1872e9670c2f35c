import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { PolicyPack, TargetVersion } from '../model/pack/policy-pack.ts';
import { Fault } from '../platform/fault.ts';
import type { Workspace } from '../platform/workspace.ts';
import { fileDigest } from '../sheets/index.ts';
import { readTargetsForm } from '../sheets/template/index.ts';
import type { Run } from './open-run.ts';
import { readFormRows, refuseForm } from './read-form.ts';
import { readWorkspaceFile, writeWorkspaceFile } from './workspace-file.ts';

const Figures = z.strictObject({
  annual: z.int().min(0),
  periods: z.record(z.string(), z.int().min(0)),
});
const TargetsFile = z.strictObject({
  version: z.literal(1),
  effectiveOn: z.iso.date(),
  reason: z.string().min(1),
  sha256: z.string(),
  importedOn: z.iso.date(),
  importedBy: z.string(),
  units: z.record(z.string(), Figures),
  total: Figures,
});

function targetsFolder(workspace: Workspace): string {
  return join(workspace.root, 'targets');
}

/**
 * The pack with the versions of the targets that were imported into the workspace, by date. What a pack's approval covers
 * stays as it is: targets are no part of what is entered.
 */
export async function withImportedTargets(pack: PolicyPack, workspace: Workspace): Promise<PolicyPack> {
  const folder = targetsFolder(workspace);
  if (!existsSync(folder)) return pack;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const versions: TargetVersion[] = [];
  for (const name of names) {
    const file = await readWorkspaceFile(join(folder, name), TargetsFile);
    if (file === null) continue;
    const { effectiveOn, reason, units, total } = file;
    requireSameUnits(pack, name, units);
    versions.push({ id: basename(name, '.json'), effectiveOn, reason, units, total });
  }
  const targets = [...pack.targets, ...versions].sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  return { ...pack, targets };
}

/** A pack that has changed its units since would give targets to nobody. */
function requireSameUnits(pack: PolicyPack, name: string, units: Record<string, unknown>): void {
  const missing = pack.units.filter((unit) => units[unit.name] === undefined).map((unit) => unit.name);
  if (missing.length === 0) return;
  throw new Fault(
    `targets/${name} 中没有政策包的这些单位：${missing.join('、')}。请移走这个文件，再重新导入目标任务表。`,
    {
      code: 'targets-other-units',
      disposition: 'halt-run',
      exitCode: 2,
    },
  );
}

export interface ImportTargetsRequest {
  file: string;
  effectiveOn: string;
  reason: string;
}

export interface ImportedTargets {
  id: string;
  effectiveOn: string;
  reason: string;
  annual: number;
  /** Units whose figures are others than in the version before. */
  changed: { unit: string; before: number; after: number }[];
}

/** Takes a targets form as a new version; a version of that day is never overwritten, and with any problem nothing is taken. */
export async function importTargets(run: Run, request: ImportTargetsRequest): Promise<ImportedTargets> {
  const { pack, workspace } = run;
  const { effectiveOn } = request;
  const reason = request.reason.trim();
  if (reason === '') {
    throw new Fault('没有写调整的理由，没有导入。请用 --reason 写明，例如文号。', {
      code: 'targets-without-reason',
      disposition: 'halt-run',
      exitCode: 2,
    });
  }
  if (!effectiveOn.startsWith(`${String(pack.year)}-`)) {
    throw new Fault(`生效日期 ${effectiveOn} 不在 ${String(pack.year)} 年，没有导入。请检查 --effective。`, {
      code: 'targets-outside-year',
      disposition: 'halt-run',
      exitCode: 2,
    });
  }
  if (pack.targets.some((version) => version.effectiveOn === effectiveOn)) {
    throw new Fault(
      `已有 ${effectiveOn} 生效的目标任务，旧版本不能覆盖。请用 --effective 写另一个生效日期。`,
      {
        code: 'targets-exist',
        disposition: 'halt-run',
        exitCode: 2,
      },
    );
  }
  const { units, total, problems } = readTargetsForm(await readFormRows(run, request.file), pack);
  refuseForm(request.file, problems);
  const { sha256 } = await fileDigest(resolve(run.around.cwd, request.file));
  const folder = targetsFolder(workspace);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWorkspaceFile(join(folder, `${effectiveOn}.json`), {
    version: 1,
    effectiveOn,
    reason,
    sha256,
    importedOn: run.around.clock.today(),
    importedBy: run.actor.operator,
    units,
    total,
  } satisfies z.infer<typeof TargetsFile>);
  await run.ledger.note(run.actor, 'targets-imported', { effectiveOn, reason, sha256, annual: total.annual });
  const before = pack.targets.findLast((version) => version.effectiveOn < effectiveOn);
  const changed = Object.entries(units).flatMap(([unit, figures]) => {
    const old = before?.units[unit];
    const isSame =
      old?.annual === figures.annual &&
      pack.periods.every(({ id }) => (old.periods[id] ?? 0) === (figures.periods[id] ?? 0));
    return isSame ? [] : [{ unit, before: old?.annual ?? 0, after: figures.annual }];
  });
  return { id: effectiveOn, effectiveOn, reason, annual: total.annual, changed };
}
