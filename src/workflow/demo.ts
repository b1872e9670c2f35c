import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { Fault } from '../platform/fault.ts';
import { newRunId } from '../platform/ids.ts';
import { defaultPack } from './default-pack.ts';
import type { Surroundings } from './surroundings.ts';

export interface DemoRequest {
  /** Folder for everything the demo writes, or null for a new one under `.demo/`. */
  folder: string | null;
  skin: 'modern' | 'legacy';
  headless: boolean;
  /** People a batch; one batch of each unit is entered. */
  batchSize: number;
}

/** The rehearsal portal as the demo needs it; handed in, because no room but the CLI knows the simulator. */
export type StartSimulator = (options: {
  port: number;
  dataDir: string;
  skin: 'modern' | 'legacy';
  attended: { loginAfterMs: number };
  populationFile: string;
}) => Promise<{ url: string; close(): Promise<void> }>;

export interface DemoResult {
  /** 0 when the closing statement adds up and the portal holds exactly the verified people. */
  exitCode: 0 | 1;
  data: {
    folder: string;
    verified: number;
    portalRecords: number;
    addsUp: boolean;
    files: Record<string, string>;
  };
  text: string;
}

const operator = '演示经办人';
const reviewer = '演示复核人';

/** The whole job on the rehearsal portal, verb by verb as an operator would type it. */
export async function demo(
  around: Surroundings,
  startSimulator: StartSimulator,
  request: DemoRequest,
): Promise<DemoResult> {
  const folder = request.folder ?? join(around.installation, '.demo', newRunId(around.clock));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const workspace = join(folder, 'workspace');
  const sheets = join(around.installation, 'fixtures', 'sheets');
  const simulator = await startSimulator({
    port: 0,
    dataDir: join(folder, 'simulator'),
    skin: request.skin,
    attended: { loginAfterMs: 200 },
    populationFile: join(sheets, 'population.json'),
  });
  try {
    around.progress.say(`演练门户：${simulator.url}`);
    const luru = commandIn(around, workspace);
    await luru('新建工作区', [0], ['init', workspace, '--operator', operator]);
    await writeFile(
      join(workspace, 'luru.yaml'),
      configText(simulator.url, await defaultPack(around.installation), request),
      { mode: 0o600 },
    );
    const files = (await readdir(sheets))
      .filter((name) => name.endsWith('.xlsx'))
      .sort()
      .map((name) => join(sheets, name));
    const annotated = join(workspace, 'outbox', '标注');
    await luru('检查采集表', [3, 4], ['check', ...files, '--annotate', annotated]);
    await luru('导入台账', [3, 4], ['import', ...files]);
    const planned = await luru('分批', [0, 3], ['plan', '--size', String(request.batchSize)]);
    await luru('核对门户配置', [0], ['portal', 'check']);
    const batches = firstOfEachUnit(planned as { batches: { id: string; unit: string }[] });
    await luru('试填', [0, 4], ['dry-run', ...batches]);
    const pages: string[] = [];
    for (const batch of batches) {
      const shown = (await luru(`复核 ${batch}`, [0], ['review', batch])) as { htmlPath: string };
      pages.push(shown.htmlPath);
      await luru(`批准 ${batch}`, [0], ['review', 'approve', batch, '--reviewer', reviewer]);
    }
    await luru('提交', [0, 4], ['submit', ...batches]);
    await luru('回读', [0, 4], ['read-back']);
    await luru('对账', [0, 4], ['reconcile', '--month', '2024-03']);
    const report = (await luru('报表', [0], ['report', '--month', '2024-03'])) as Report;
    await luru('核对台账', [0], ['audit', 'verify']);
    const portalRecords = await countRecords(simulator.url);
    return conclude(
      around,
      folder,
      { annotated, review: pages[0] ?? '', report: report.path },
      report,
      portalRecords,
    );
  } finally {
    await simulator.close();
  }
}

interface Report {
  path: string;
  statementText: string;
  statement: { addsUp: boolean; verified: number };
}

function conclude(
  around: Surroundings,
  folder: string,
  files: Record<string, string>,
  report: Report,
  portalRecords: number,
): DemoResult {
  const { addsUp, verified } = report.statement;
  const equal = portalRecords === verified;
  const shown = (path: string) => relative(around.cwd, path);
  const text = [
    '',
    report.statementText,
    '',
    `演练门户实际存有 ${String(portalRecords)} 人，台账核实 ${String(verified)} 人：${equal ? '一致' : '不一致！'}`,
    `收尾清单${addsUp ? '合计相符' : '合计不符！'}`,
    `标注副本：${shown(files['annotated'] ?? '')}`,
    `复核页面：${shown(files['review'] ?? '')}`,
    `进度报表：${shown(files['report'] ?? '')}`,
  ].join('\n');
  return {
    exitCode: equal && addsUp ? 0 : 1,
    data: { folder, verified, portalRecords, addsUp, files },
    text,
  };
}

/** Runs one verb as its own process, as an operator would, and returns its JSON. */
function commandIn(around: Surroundings, workspace: string) {
  return async (title: string, expected: number[], args: string[]): Promise<unknown> => {
    const started = around.clock.monotonicMs();
    const common =
      args[0] === 'init' || args[0] === 'check' ? ['--json'] : ['--workspace', workspace, '--json'];
    const child = spawn(process.execPath, [join(around.installation, 'src', 'main.ts'), ...args, ...common], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let complaints = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    const code = await new Promise<number | null>((resolve, reject) =>
      child.on('error', reject).on('close', resolve),
    );
    const seconds = ((around.clock.monotonicMs() - started) / 1000).toFixed(1);
    if (code === null || !expected.includes(code)) {
      throw new Fault(
        `演示停在「${title}」（luru ${args[0] ?? ''}，退出码 ${String(code)}）：\n${complaints}${out.slice(0, 2000)}`,
        {
          code: 'demo-step-failed',
          disposition: 'halt-run',
          exitCode: 5,
        },
      );
    }
    around.progress.say(`✓ ${title}（${seconds} 秒）`);
    return JSON.parse(out);
  };
}

function firstOfEachUnit(planned: { batches: { id: string; unit: string }[] }): string[] {
  const seen = new Set<string>();
  return planned.batches.filter(({ unit }) => !seen.has(unit) && seen.add(unit)).map(({ id }) => id);
}

async function countRecords(url: string): Promise<number> {
  const response = await fetch(`${url}/__oracle/records`);
  return ((await response.json()) as unknown[]).length;
}

function configText(url: string, pack: string, request: DemoRequest): string {
  return `version: 1
pack: ${pack}
operator: ${operator}
portal:
  profile: ${request.skin === 'modern' ? 'simulator' : 'simulator-legacy'}
  url: ${url}
browser:
  headless: ${String(request.headless)}
submit:
  pauseSeconds: 0
  maxPerMinute: 600
`;
}
