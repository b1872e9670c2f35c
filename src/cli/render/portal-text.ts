import type { CheckedProfile } from '../../workflow/portal-check.ts';
import type { MapResult } from '../../workflow/portal-map.ts';
import type { ScanResult } from '../../workflow/portal-scan.ts';
import { renderTable, shortened } from './text-table.ts';

export function renderScanText({ form, title, url, frame, buttons, path }: ScanResult): string {
  const rows = form.fields.map((field, index) => [
    String(index + 1),
    shortened(field.label, 30),
    shortened(field.section ?? '', 20),
    field.kind,
    field.required ? '必填' : '',
    field.readOnly ? '只读' : field.disabled ? '停用' : '',
    field.options === null ? '' : `${String(field.options.length)}${field.remote ? '+' : ''}`,
    shortened(field.locators[0]?.selector ?? '', 40),
  ]);
  return [
    `${title}  ${url}${frame === null ? '' : `（框架 ${frame}）`}`,
    '',
    renderTable(['序', '字段', '分组', '控件', '必填', '锁定', '选项', '定位'], rows),
    '',
    `共 ${String(form.fields.length)} 个字段。按钮：${buttons.slice(0, 20).join('、')}`,
    `清单已写到 ${path}（不含已填的内容）。接着可以运行 luru portal map。`,
  ].join('\n');
}

const byWords: Record<MapResult['fields'][number]['by'], string> = {
  sure: '有把握',
  person: '人指定',
  left: '不填',
  open: '待定',
};

export function renderMapText(result: MapResult): string {
  const rows = result.fields.map((field) => [
    byWords[field.by],
    shortened(field.label, 30),
    field.kind,
    field.required ? '必填' : '',
    field.header ?? '—',
    field.confidence === 0 ? '' : `${String(Math.round(field.confidence * 100))}%`,
    shortened(field.reason, 50),
  ]);
  const { open, unmatchedColumns } = result;
  return [
    renderTable(['', '门户字段', '控件', '必填', '采集表的列', '把握', '理由'], rows),
    '',
    ...(unmatchedColumns.length === 0
      ? []
      : [`门户表单上没有的列（不录入）：${unmatchedColumns.map((one) => one.header).join('、')}`]),
    ...(open.length === 0
      ? ['没有待填的了。']
      : [`还有 ${String(open.length)} 处要人补：`, ...open.map((note) => `  ${note}`)]),
    '',
    `门户配置草稿：${result.path}`,
    `补好待填之处后，在 luru.yaml 里写 portal.profile: ${result.name}，再运行 luru portal check。`,
  ].join('\n');
}

export function renderCheckProfileText(report: CheckedProfile): string {
  const wrong = report.lines.filter((line) => !line.ok).length;
  return [
    renderTable(
      ['', '核对什么', '看到什么'],
      report.lines.map((line) => [line.ok ? '✓' : '✗', shortened(line.subject, 40), line.found]),
    ),
    '',
    ...changeLines(report),
    report.passed
      ? `门户配置全部通过（共 ${String(report.lines.length)} 项），已记入台账${report.draft ? '。它还是草稿：待填的都补好后把 status 改为 ready，再核对一次才能提交。' : '，可以提交。'}`
      : `门户配置有 ${String(wrong)} 处不符，未通过；请修改配置后再核对。`,
  ].join('\n');
}

function changeLines({ change }: CheckedProfile): string[] {
  if (change === null) return [];
  if (change.same) return [`表单与 ${change.since} 核对通过时一样。`];
  return [
    `表单与 ${change.since} 核对通过时不同：`,
    ...change.text.split('\n').map((line) => `  ${line}`),
    '',
  ];
}
