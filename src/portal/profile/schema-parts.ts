/** Building blocks of a profile: texts, proofs, pages, refusals. The whole is in `schema.ts`. */
import { z } from 'zod';
import { patternProblem } from './patterns.ts';

export const TextPattern = z
  .string()
  .superRefine((value, context) => {
    const problem = patternProblem(value);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  })
  .describe('要找的文字：普通文字表示"包含这些字（忽略空格）"；写成 /…/ 表示正则表达式');

const Label = z.string().trim().min(1);

export const Proof = z
  .strictObject({
    text: TextPattern.optional().describe('页面上看得见的文字'),
    button: Label.optional().describe('看得见的按钮或链接，文字要完全相同（忽略空格）'),
    field: Label.optional().describe('看得见的字段名称，如"身份证号码"'),
    url: TextPattern.optional().describe('网址'),
    title: TextPattern.optional().describe('网页标题'),
    css: z.string().min(1).optional().describe('CSS 选择器；只在文字无法说明时才用'),
    absent: TextPattern.optional().describe('必须看不见的文字'),
    frame: Label.optional().describe('只在这个框架里找（frames 中的名称）'),
  })
  .refine((proof) => Object.keys(proof).some((key) => key !== 'frame'), '证据至少要写一项')
  .describe('一条证据：写出的每一项都成立才算成立');
export type Proof = z.infer<typeof Proof>;

export const Proofs = z
  .union([Proof, z.array(Proof).min(1)])
  .describe('一条证据，或多条证据（其中一条成立即可）');
export type Proofs = z.infer<typeof Proofs>;

export const FrameFinder = z
  .strictObject({
    name: Label.optional().describe('框架的 name 或 id'),
    url: TextPattern.optional().describe('框架的网址'),
    text: TextPattern.optional().describe('框架里看得见的文字'),
  })
  .refine((finder) => Object.keys(finder).length > 0, '框架至少要写 name、url、text 之一')
  .describe('怎样找到一个框架（iframe/frame）');
export type FrameFinder = z.infer<typeof FrameFinder>;

export const PageWay = z
  .strictObject({
    path: z.string().min(1).optional().describe('网址路径，如 /entry/new 或 /#/entry；接在门户地址之后'),
    menu: z.array(Label).min(1).optional().describe('依次点击的菜单文字'),
    press: z.array(Label).optional().describe('到达页面后再依次点击的按钮，如"新增"'),
    ready: Proofs.describe('页面已打开的证据'),
    frame: Label.optional().describe('内容所在的框架（frames 中的名称）'),
  })
  .refine((way) => (way.path === undefined) !== (way.menu === undefined), 'path 与 menu 写且只写一个')
  .describe('怎样打开一个页面');
export type PageWay = z.infer<typeof PageWay>;

export const refusalReasons = ['business', 'duplicate', 'session', 'system'] as const;

export const Refusal = z
  .strictObject({
    text: TextPattern,
    reason: z
      .enum(refusalReasons)
      .describe(
        'business 业务拒绝 · duplicate 已存在 · session 登录失效 · system 系统故障（结果未知，查询后才能定）',
      ),
  })
  .describe('门户的一种拒绝用语及其含义');
export type Refusal = z.infer<typeof Refusal>;

export const ConfirmStep = z
  .strictObject({
    text: TextPattern.describe('对话框里的文字'),
    press: Label.describe('要按的按钮；浏览器自带的确认框写"确定"'),
    cancel: Label.default('取消').describe('不想继续时按的按钮'),
    optional: z.boolean().default(false).describe('不一定出现'),
  })
  .describe('按下按钮后可能出现的一个确认框');
export type ConfirmStep = z.infer<typeof ConfirmStep>;

export const Acceptance = z
  .strictObject({
    toast: TextPattern.optional().describe('这次按下之后新出现的文字（提示条、对话框、结果页均可）'),
    dialog: TextPattern.optional().describe('这次按下之后出现的对话框文字'),
    url: TextPattern.optional().describe('这次按下之后到达的网址'),
    row: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('这次按下之后同一行里必须同时出现的文字，可用 {idNumber}、{name} 等'),
    receipt: TextPattern.optional().describe('受理编号：用命名分组 (?<receipt>…) 取出'),
    close: Label.optional().describe('看到证据后要按的按钮，如"知道了"'),
  })
  .refine((proof) => [proof.toast, proof.dialog, proof.url, proof.row].some((part) => part !== undefined), {
    message: '受理证据至少要写 toast、dialog、url、row 之一',
  })
  .describe('保存成功的一条证据：写出的每一项都成立才算成立');
export type Acceptance = z.infer<typeof Acceptance>;
