/**
 * The portal profile: everything that is particular to one portal, as data (DESIGN §4). This schema is the only
 * definition; `selectors/profile.schema.json` is generated from it for editors.
 */
import { z } from 'zod';
import { columnKeys } from '../../model/column.ts';
import { FieldRule, Template } from './schema-field.ts';
import {
  Acceptance,
  ConfirmStep,
  FrameFinder,
  PageWay,
  Proofs,
  Refusal,
  TextPattern,
} from './schema-parts.ts';

const Label = z.string().trim().min(1);
const Milliseconds = z.number().int().min(100).max(600_000);

const Session = z
  .strictObject({
    path: z.string().default('/').describe('登录时先打开的路径'),
    loginPage: Proofs.describe('这是登录页的证据'),
    loggedIn: Proofs.describe('已登录的证据'),
    expired: Proofs.optional().describe('登录已失效的证据（除登录页之外的，如弹窗）'),
  })
  .describe('登录：由人完成；程序不读验证码，不存密码');

const Guard = z
  .strictObject({
    name: Label,
    when: Proofs.describe('挡在前面的东西出现的证据'),
    press: Label.optional().describe('可以放心按掉的按钮，如公告的"我知道了"'),
    stop: Label.optional().describe('不能自行处理：停下来，把这句话告诉经办人'),
  })
  .refine((guard) => (guard.press === undefined) !== (guard.stop === undefined), 'press 与 stop 写且只写一个')
  .describe('每一步之前都要查看的情况');
export type Guard = z.infer<typeof Guard>;

const PersonQuery = z
  .strictObject({
    field: Label.describe('先填的字段，一般是身份证号码'),
    section: z.string().optional(),
    column: z.enum(columnKeys).default('idNumber'),
    button: Label.optional().describe('填好后按的按钮；不写则离开字段即查询'),
    reveals: z.boolean().default(false).describe('查询之后才出现表单'),
    loaded: z.array(Label).default([]).describe('查询成功后必须有值的字段'),
    proof: Proofs.optional().describe('查询成功的其他证据'),
    unknown: z.array(TextPattern).default([]).describe('门户里没有这个人的用语'),
    onUnknown: z
      .enum(['type', 'refuse'])
      .default('type')
      .describe('没有这个人时：type 自行填写各字段；refuse 不能录入'),
    refusals: z.array(Refusal).default([]).describe('查询时就拒绝的用语'),
    confirm: z.array(ConfirmStep).default([]),
    request: z.boolean().default(true).describe('查询会向服务器发请求'),
  })
  .describe('先查询后录入：按身份证号带出人员信息');
export type PersonQuery = z.infer<typeof PersonQuery>;

const Save = z
  .strictObject({
    button: Label.describe('保存按钮的文字'),
    savesAfterConfirm: z
      .boolean()
      .default(false)
      .describe('true:按下保存只会弹出确认框，按了确认才真正保存（须确知）'),
    confirm: z.array(ConfirmStep).default([]).describe('依次出现的确认框'),
    accepted: z.array(Acceptance).min(1).describe('受理的证据（其中一条成立即可）'),
    refusals: z.array(Refusal).default([]),
    response: z.boolean().default(true).describe('受理必须同时看到服务器对这次保存的成功答复'),
    submit: z
      .strictObject({
        button: Label,
        confirm: z.array(ConfirmStep).default([]),
        accepted: z.array(Acceptance).min(1),
      })
      .optional()
      .describe('保存后只是"未提交"的门户：还要按的提交按钮和它的证据'),
  })
  .describe('保存');
export type SaveRule = z.infer<typeof Save>;

const ButtonChain = z.strictObject({ button: Label, confirm: z.array(ConfirmStep).default([]) });

const Entry = z
  .strictObject({
    page: PageWay.describe('录入页'),
    scope: z
      .strictObject({ dialog: TextPattern.optional(), css: z.string().optional() })
      .refine(
        (scope) => (scope.dialog === undefined) !== (scope.css === undefined),
        'dialog 与 css 写且只写一个',
      )
      .optional()
      .describe('表单所在的范围：对话框（按标题文字）或 CSS；不写则为整个页面或框架'),
    reset: ButtonChain.optional().describe('清空表单的按钮；表单里还有上一个人的内容时才按'),
    query: PersonQuery.optional(),
    fields: z.array(FieldRule).min(1).describe('按填写顺序列出的字段'),
    save: Save,
    leave: ButtonChain.optional().describe('不保存而离开表单的按钮；不写则直接离开页面'),
  })
  .describe('录入');
export type EntryRule = z.infer<typeof Entry>;

/** What a column of the list can mean: a column of the sheets, or what only the portal knows. */
export const listMeanings = [...columnKeys, 'state', 'receipt', 'other'] as const;
const ListMeaning = z.enum(listMeanings);

const ListColumn = z.union([
  ListMeaning,
  z.strictObject({
    column: ListMeaning,
    as: Template.optional().describe('列表里的写法，如 {town}{place}；不写则与表单字段相同'),
  }),
]);

const List = z
  .strictObject({
    page: PageWay.describe('查询列表页'),
    query: z.strictObject({
      field: Label.describe('查询条件中的身份证号码字段'),
      section: z.string().optional(),
      button: Label.default('查询'),
      request: z.boolean().default(true).describe('查询会向服务器发请求'),
    }),
    columns: z
      .record(z.string(), ListColumn)
      .refine((columns) => Object.values(columns).some((column) => meaningOf(column) === 'idNumber'), {
        message: '须有一列是 idNumber',
      })
      .describe('列标题 → 含义（idNumber、state、receipt 或采集表的列）；列表里的其他列也会原样保留'),
    settleSeconds: z.number().min(0).max(3600).default(2).describe('刚保存的人最迟多少秒后出现在列表里'),
    shownWithinMinutes: z
      .number()
      .min(0)
      .max(10_080)
      .default(30)
      .describe('已保存的人最久多少分钟查不到；同一个人按过一次保存之后，过了这段时间才会再按'),
    idMasked: z.boolean().default(false).describe('列表里的身份证号码打了星号'),
    empty: TextPattern.optional().describe('没有数据时的文字'),
    total: TextPattern.optional().describe(
      '总数:用命名分组 (?<total>\\d+) 取出,如 /共\\s*(?<total>\\d+)\\s*条/',
    ),
    next: z
      .strictObject({ text: Label.optional(), css: z.string().optional() })
      .refine((next) => (next.text === undefined) !== (next.css === undefined), 'text 与 css 写且只写一个')
      .optional()
      .describe('下一页按钮'),
    pageSize: z
      .strictObject({ open: TextPattern, choose: Label })
      .optional()
      .describe('每页条数:先点开(如 /^\\d+条\\/页$/),再选(如 100条/页)'),
    failed: z.array(TextPattern).default([]).describe('列表查询失败的用语'),
    detail: z
      .strictObject({
        open: Label.describe('行里打开详情的按钮或链接'),
        ready: Proofs,
        fields: z.array(Label).min(1).describe('要读的字段名称'),
        idNumber: Label.optional().describe('详情里的身份证号码字段；列表打了星号时用它核对'),
        close: Label.optional().describe('关闭详情的按钮'),
      })
      .optional()
      .describe('详情页：列表信息不全时用'),
  })
  .describe('列表：查询、翻页、读取');
export type ListRule = z.infer<typeof List>;

export function meaningOf(column: z.infer<typeof ListColumn>): (typeof listMeanings)[number] {
  return typeof column === 'string' ? column : column.column;
}

const Timeouts = z
  .strictObject({
    stepMs: Milliseconds.default(15_000).describe('一步操作最长等待'),
    saveMs: Milliseconds.default(30_000).describe('按下保存后最长等待答复'),
    fieldMs: Milliseconds.default(8_000).describe('一个字段最长等待'),
  })
  .prefault({});

export const Profile = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1),
    title: Label.describe('门户名称'),
    status: z
      .enum(['ready', 'draft'])
      .describe('draft:草稿，未在真实门户上核对，不能用于提交；ready:可以用 luru portal check 核对后使用'),
    url: z.url().optional().describe('门户地址；运行时可另行指定'),
    notes: z.string().optional(),
    timeouts: Timeouts,
    frames: z.record(z.string(), FrameFinder).default({}),
    session: Session,
    maintenance: Proofs.optional().describe('系统维护的证据'),
    guards: z.array(Guard).default([]),
    refusals: z.array(Refusal).default([]).describe('查询和保存都适用的拒绝用语'),
    entry: Entry,
    list: List,
  })
  .superRefine((profile, context) => {
    const frames = new Set(Object.keys(profile.frames));
    const used = [profile.entry.page.frame, profile.list.page.frame];
    for (const name of used)
      if (name !== undefined && !frames.has(name))
        context.addIssue({ code: 'custom', message: `frames 中没有"${name}"`, path: ['frames'] });
    reportTwins(profile.entry.fields, context);
  })
  .describe('门户配置（selectors/*.yaml）');
export type Profile = z.infer<typeof Profile>;

function reportTwins(fields: FieldRule[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, field] of fields.entries()) {
    const key = JSON.stringify([field.label, field.section ?? '', field.when ?? null]);
    if (seen.has(key))
      context.addIssue({
        code: 'custom',
        message: `字段"${field.label}"写了两次；同名字段请用 section 区分`,
        path: ['entry', 'fields', index, 'label'],
      });
    seen.add(key);
  }
}
