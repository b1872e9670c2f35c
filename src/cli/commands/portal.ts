import { InvalidArgumentError, type Command } from 'commander';
import type { SurveyRequest } from '../../workflow/portal-survey.ts';
import { withCommon, type Cli, type CommonOptions, type Register } from '../cli.ts';
import { exitCodes } from '../exit-code.ts';
import { renderCheckProfileText, renderMapText, renderScanText } from '../render/portal-text.ts';
import { personAtTerminal } from '../terminal.ts';
import { withRun } from '../with-run.ts';

interface SurveyOptions extends CommonOptions {
  url?: string;
  pageReady?: string;
  open?: string[];
  yes?: true;
}

interface MapOptions extends SurveyOptions {
  name: string;
  openList?: string[];
  explore?: true;
  replace?: true;
  idNumber?: string;
}

export const registerPortal: Register = (program, cli) => {
  const portal = program.command('portal').description('门户：看懂表单、写门户配置、核对门户配置');
  registerScan(portal, cli);
  registerMap(portal, cli);
  registerCheck(portal, cli);
};

function surveyCommand(command: Command): Command {
  return withCommon(command)
    .option('--url <网址>', '门户地址，默认用 luru.yaml 里的')
    .option('--page-ready <文字>', '页面上出现这些文字就算表单已打开，不等按回车')
    .option('--open <菜单>', '登录后依次点击的菜单文字，用 / 分开，例如 就业管理/新增录入', pathOption)
    .option('--yes', '什么都不问：没有把握的留在结果里待人处理');
}

function registerScan(portal: Command, cli: Cli): void {
  surveyCommand(portal.command('scan'))
    .description('列出门户上打开的表单有哪些字段，不需要门户配置，不改动表单')
    .action(async (options: SurveyOptions, command: Command) => {
      const { scanPortal } = await import('../../workflow/portal-scan.ts');
      await withRun(cli, options, { name: 'portal-scan', exclusive: true }, async (run) => {
        using person = personFor(options, cli);
        const result = await scanPortal(run, requestOf(options, person));
        cli.output(command).result(result, () => renderScanText(result));
      });
    });
}

function registerMap(portal: Command, cli: Cli): void {
  surveyCommand(portal.command('map'))
    .description('把表单的字段与采集表的列对上，写成门户配置草稿；没有把握的问您')
    .option('--name <名称>', '门户配置的名称，写到工作区 selectors/名称.yaml', nameOption, 'portal')
    .option('--open-list <菜单>', '列表页：依次点击的菜单文字，用 / 分开', pathOption)
    .option('--explore', '在空表上逐项试选，看哪些字段随之出现（不保存）')
    .option('--id-number <号码>', '表单要先查询才能填时，用这个号码查询（演练用；平时由人在浏览器里查）')
    .option('--replace', '覆盖同名的门户配置')
    .action(async (options: MapOptions, command: Command) => {
      const { mapPortal } = await import('../../workflow/portal-map.ts');
      await withRun(cli, options, { name: 'portal-map', exclusive: true }, async (run) => {
        using person = personFor(options, cli);
        const result = await mapPortal(run, {
          ...requestOf(options, person),
          name: options.name,
          idNumber: options.idNumber ?? null,
          explore: options.explore === true,
          openList: options.openList ?? [],
          replace: options.replace === true,
        });
        cli.output(command).result(result, () => renderMapText(result));
        cli.exit(result.open.length === 0 ? exitCodes.ok : exitCodes.person);
      });
    });
}

function registerCheck(portal: Command, cli: Cli): void {
  withCommon(portal.command('check'))
    .description('打开门户的录入页，逐项核对门户配置；全部通过后才允许提交')
    .action(async (options: CommonOptions, command: Command) => {
      const { checkProfile } = await import('../../workflow/portal-check.ts');
      await withRun(cli, options, { name: 'portal-check', exclusive: true }, async (run) => {
        const report = await checkProfile(run);
        cli.output(command).result(report, () => renderCheckProfileText(report));
        cli.exit(report.passed ? exitCodes.ok : exitCodes.person);
      });
    });
}

function personFor(options: SurveyOptions, cli: Cli) {
  return personAtTerminal({
    ask: options.yes !== true && options.json !== true,
    signal: cli.around.stop.soft,
  });
}

function requestOf(options: SurveyOptions, person: SurveyRequest['person']): SurveyRequest {
  return {
    url: options.url ?? null,
    pageReady: options.pageReady ?? null,
    open: options.open ?? [],
    person,
  };
}

function pathOption(text: string): string[] {
  const steps = text.split('/').map((step) => step.trim());
  if (steps.every((step) => step !== '')) return steps;
  throw new InvalidArgumentError('菜单请写成 就业管理/新增录入 的样子。');
}

function nameOption(text: string): string {
  if (/^[\p{L}\p{N}_-]{1,60}$/u.test(text)) return text;
  throw new InvalidArgumentError('名称只能用汉字、字母、数字、- 和 _。');
}
