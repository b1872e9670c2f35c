/** The profile held against the open page, read-only: what it looks for and what is there. */
import type { PolicyPack } from '../../model/pack/policy-pack.ts';
import type { ProfileReport } from '../portal.ts';
import type { FieldRule } from '../profile/schema-field.ts';
import { squeeze } from '../profile/patterns.ts';
import { findButton } from '../session/buttons.ts';
import type { PortalSession } from '../session/session.ts';
import { matchField, unknownFields } from './entry-form.ts';
import { scan, scanWithOptions, type FormField, type FormInventory, type FormScope } from './form-engine.ts';
import type { ListPage } from './list-page.ts';

export type ReportLine = ProfileReport['lines'][number];

export interface CheckInput {
  session: PortalSession;
  pack: PolicyPack;
  scope: FormScope;
  signal: AbortSignal;
}

/** Fields, options and buttons of the entry form that is open now. */
export async function checkEntry({ session, pack, scope, signal }: CheckInput): Promise<ReportLine[]> {
  const { entry } = session.profile;
  const inventory = await scanWithOptions(scope, signal);
  const lines: ReportLine[] = [];
  if (entry.query !== undefined) lines.push(queryLine(inventory, entry.query.field));
  const hidden = entry.query?.reveals === true && inventory.fields.length <= 2;
  if (hidden) lines.push({ subject: '表单字段', ok: true, found: '查询一个人之后才出现，这次没有核对' });
  else for (const rule of entry.fields) lines.push(...fieldLines(inventory, rule, pack));
  const missing = unknownFields(inventory, entry.fields)
    .filter((field) => field.required && field.label !== entry.query?.field)
    .map((field) => field.label);
  if (missing.length > 0)
    lines.push({ subject: '门户配置里没有的必填字段', ok: false, found: missing.join('、') });
  if (!hidden) lines.push(await buttonLine(session, '保存按钮', entry.save.button));
  if (entry.query?.button !== undefined)
    lines.push(await buttonLine(session, '查询按钮', entry.query.button));
  return lines;
}

/** Query field, button and headers of the list page, which has to be open. */
export async function checkList(
  session: PortalSession,
  list: ListPage,
  signal: AbortSignal,
): Promise<ReportLine[]> {
  const rule = session.profile.list;
  const inventory = await scan(await session.scope(rule.page.frame, signal), signal);
  const lines = [queryLine(inventory, rule.query.field, '列表查询字段')];
  lines.push(await buttonLine(session, '列表查询按钮', rule.query.button));
  const { missing } = await list.headers(signal);
  for (const header of Object.keys(rule.columns))
    lines.push({
      subject: `列表列"${header}"`,
      ok: !missing.includes(header),
      found: missing.includes(header) ? '没有找到' : '有',
    });
  return lines;
}

function queryLine(inventory: FormInventory, label: string, subject = '查询字段'): ReportLine {
  const match = matchField(inventory, { label });
  const found =
    match.kind === 'found'
      ? `"${match.field.label}"(${match.field.kind})`
      : match.kind === 'absent'
        ? '没有找到'
        : `有 ${match.count} 个`;
  return { subject: `${subject}"${label}"`, ok: match.kind === 'found', found };
}

function fieldLines(inventory: FormInventory, rule: FieldRule, pack: PolicyPack): ReportLine[] {
  const subject = `字段"${rule.label}"`;
  const match = matchField(inventory, rule);
  if (match.kind === 'several') return [{ subject, ok: false, found: `有 ${match.count} 个，分不清` }];
  if (match.kind === 'absent') {
    // A field that depends on another may be away on an empty form.
    const mayBeAway = rule.when !== undefined;
    return [{ subject, ok: mayBeAway, found: mayBeAway ? '空表上没有（按条件才出现）' : '没有找到' }];
  }
  const { field } = match;
  const kindAgrees = rule.kind === undefined || rule.kind === field.kind;
  const notes = [field.kind, field.required ? '必填' : '', field.readOnly || field.disabled ? '锁定' : ''];
  const found = notes.filter((note) => note !== '').join('、');
  const lines = [
    {
      subject,
      ok: kindAgrees,
      found: kindAgrees ? found : `控件是 ${field.kind}，配置写的是 ${rule.kind ?? ''}`,
    },
  ];
  const uncovered = uncoveredOptions(field, rule, pack);
  if (uncovered.length > 0)
    lines.push({
      subject: `${subject}的选项`,
      ok: false,
      found: `门户没有这些选项：${uncovered.join('、')}`,
    });
  return lines;
}

/** Option texts that the profile or the vocabulary would ask for and that the list does not offer. */
function uncoveredOptions(field: FormField, rule: FieldRule, pack: PolicyPack): string[] {
  const { options } = field;
  if (options === null || options.length === 0 || field.remote || rule.path !== undefined) return [];
  const offered = new Set(options.map(squeeze));
  const asked = new Set(Object.values(rule.options ?? {}));
  const column = rule.column === undefined ? undefined : pack.columnByKey[rule.column];
  if (column?.kind === 'yes-no' && column.vocabulary === null && rule.options === undefined) {
    asked.add('是');
    asked.add('否');
  }
  const name = column?.vocabulary ?? null;
  const vocabulary = name === null ? undefined : pack.vocabularies[name];
  const elsewhere = new Set([...Object.keys(rule.options ?? {}), ...(rule.unavailable ?? [])]);
  for (const term of vocabulary?.terms ?? []) if (!elsewhere.has(term.label)) asked.add(term.label);
  return [...asked].filter((text) => !offered.has(squeeze(text)));
}

async function buttonLine(session: PortalSession, subject: string, text: string): Promise<ReportLine> {
  const search = await findButton(session.page, { text });
  const found = { found: '有', absent: '没有找到', ambiguous: '不止一个' }[search.kind];
  return { subject: `${subject}"${text}"`, ok: search.kind === 'found', found };
}
