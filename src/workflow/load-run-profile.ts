import { join } from 'node:path';
import { loadProfile, type LoadedProfile } from '../portal/profile/index.ts';
import type { Config } from '../platform/config.ts';
import { Fault } from '../platform/fault.ts';
import type { Workspace } from '../platform/workspace.ts';
import type { Surroundings } from './surroundings.ts';

/** The portal that the workspace works with, with the profile that `luru.yaml` names. */
export interface RunProfile extends LoadedProfile {
  url: string;
}

export async function loadProfileFor(
  around: Surroundings,
  workspace: Workspace,
  config: Config,
): Promise<RunProfile> {
  if (config.portal === undefined) {
    throw new Fault(
      `${workspace.configFile} 里还没有写门户（portal：profile 和 url）。请先写上，再运行 luru portal check。`,
      {
        code: 'portal-not-configured',
        disposition: 'halt-run',
        exitCode: 2,
      },
    );
  }
  const loaded = await loadProfile(config.portal.profile, {
    folders: [join(workspace.root, 'selectors'), join(around.installation, 'selectors')],
    cwd: workspace.root,
  });
  return { ...loaded, url: config.portal.url };
}
