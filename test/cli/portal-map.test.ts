import { access, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulator/index.ts';
import { runLuru } from './run-luru.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luru-portal-'));
  expect((await runLuru(['init', workspace(), '--operator', '测试'])).code).toBe(0);
  await configure('');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const workspace = () => join(folder, 'workspace');
const idNumber = '522300199003071236';

async function configure(portal: string): Promise<void> {
  await writeFile(
    join(workspace(), 'luru.yaml'),
    `version: 1\npack: xingren-2024\noperator: 测试\nbrowser: { headless: true }\nlogin: { timeoutSeconds: 30 }\n${portal}`,
  );
}

describe('luru portal, before any browser opens', () => {
  it.each([
    ['no address', ['scan', '--page-ready', '身份证号码'], '--url'],
    ['an address that is none', ['scan', '--url', '某某', '--page-ready', '身份证号码'], '不是网址'],
    ['nobody to say when the form is open', ['scan', '--url', 'http://127.0.0.1:9'], '--page-ready'],
    ['a name that is a path', ['map', '--name', '../x', '--url', 'http://127.0.0.1:9'], '名称'],
    ['a menu with an empty step', ['scan', '--open', '甲//乙'], '菜单'],
  ])('2: %s', async (_title, args, words) => {
    const { code, complaints } = await runLuru(['portal', ...args, '--workspace', workspace()]);
    expect(code).toBe(2);
    expect(complaints).toContain(words);
  });
});

it('makes a profile of an unknown portal that passes the check', async () => {
  const simulator = await startSimulator({
    port: 0,
    dataDir: join(folder, 'simulator'),
    skin: 'modern',
    attended: { loginAfterMs: 800 },
  });
  try {
    const menu = ['--url', simulator.url, '--open', '城镇新增就业/新增就业录入', '--workspace', workspace()];
    const map = ['portal', 'map', ...menu, '--name', 'mine', '--open-list', '录入信息查询'];
    const made = await runLuru([...map, '--explore', '--yes', '--id-number', idNumber, '--json']);
    expect(made.code, made.complaints).toBe(4);
    const result = JSON.parse(made.out) as {
      path: string;
      fields: { label: string; column: string | null; by: string }[];
      open: string[];
    };
    expect(result.fields.filter((field) => field.by !== 'sure').map((field) => field.label)).toEqual([
      '字号名称',
    ]);
    expect(result.fields.find((field) => field.label === '就业地')?.column).toBe('workRegion');

    const text = await readFile(result.path, 'utf8');
    expect(text).toContain('status: draft');
    expect(text).toContain('# 待定：“字号名称”');
    expect(text).toMatch(/query: \{ field: 身份证号码, button: 查询/u);
    expect(text).toMatch(/when: \{ column: employmentForm/u);
    expect(text).not.toContain(idNumber);
    expect((await stat(result.path)).mode & 0o077).toBe(0);

    const again = await runLuru([...map, '--yes']);
    expect(again.code).toBe(2);
    expect(again.complaints).toContain('--replace');

    await configure(`portal: { profile: mine, url: "${simulator.url}" }\n`);
    const first = await runLuru(['portal', 'check', '--workspace', workspace()]);
    expect(first.code, first.complaints + first.out).toBe(0);
    expect(first.out).toMatch(/✓ {2}字段"姓名"/u);
    expect(first.out).toContain('草稿');

    // As if the form had had one field less when it passed.
    const selectors = join(workspace(), 'selectors');
    const kept = (await readdir(selectors)).find((name) => name.endsWith('.verified.json')) ?? '';
    const verified = JSON.parse(await readFile(join(selectors, kept), 'utf8')) as {
      form: { fields: { label: string }[] };
    };
    verified.form.fields = verified.form.fields.filter((field) => field.label !== '备注');
    await writeFile(join(selectors, kept), JSON.stringify(verified));
    const second = await runLuru(['portal', 'check', '--workspace', workspace()]);
    expect(second.out).toMatch(/核对通过时不同[\s\S]*多了“.*备注”/u);
    await access(join(selectors, kept));
  } finally {
    await simulator.close();
  }
}, 300_000);
