/** One field of the entry form in a profile. */
import { z } from 'zod';
import { columnKeys } from '../../model/column.ts';
import { unknownName } from './templates.ts';

const Column = z.enum(columnKeys);

export const Template = z.string().superRefine((value, context) => {
  const name = unknownName(value);
  if (name !== null) context.addIssue({ code: 'custom', message: `不认识 {${name}}` });
});

const Condition = z
  .strictObject({
    column: Column.describe('看哪一列的值'),
    equals: z.union([z.string(), z.boolean(), z.number()]).optional().describe('等于这个值'),
    in: z
      .array(z.union([z.string(), z.boolean(), z.number()]))
      .min(1)
      .optional()
      .describe('是这些值之一'),
    present: z.boolean().optional().describe('true:有值；false:空白'),
  })
  .refine(
    (when) => [when.equals, when.in, when.present].filter((part) => part !== undefined).length === 1,
    'equals、in、present 写且只写一个',
  )
  .describe('什么时候才有这个字段：只看另一列的值');
export type Condition = z.infer<typeof Condition>;

export const dateFormats = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'YYYYMMDD',
  'YYYY年M月D日',
  'YYYY年MM月DD日',
  'YYYY-MM',
  'YYYYMM',
] as const;

export const FieldRule = z
  .strictObject({
    label: z.string().trim().min(1).describe('门户上的字段名称（星号、冒号、空格不计）'),
    section: z.string().optional().describe('所在分组的标题；同名字段用它区分'),
    column: Column.optional().describe('采集表的列'),
    constant: z
      .union([z.string(), z.array(z.string()), z.boolean()])
      .optional()
      .describe('固定值'),
    template: Template.optional().describe('由几列拼成的文字，如 {employer}'),
    path: z
      .array(Template)
      .min(1)
      .optional()
      .describe('级联选择的各级文字，可用 {city}、{town}、{place}、{code}；须同时写 column'),
    locator: z.string().optional().describe('CSS 选择器；只在名称找不到字段时才用'),
    kind: z.string().optional().describe('字段的控件种类（scan 给出的名称）；写了就核对'),
    options: z
      .record(z.string(), z.string())
      .optional()
      .describe('政策包的说法 → 门户选项文字；没写的照原样'),
    unavailable: z.array(z.string()).optional().describe('门户没有的说法：有这种值的人员在计划时就指出'),
    format: z.enum(dateFormats).optional().describe('日期在文字框中的写法'),
    when: Condition.optional(),
    loaded: z
      .enum(['auto', 'always', 'never'])
      .default('auto')
      .describe('auto:锁定且有值就只核对，否则填写；always:一定由门户带出；never:一定由我们填写'),
    required: z.boolean().default(false).describe('门户必填：没有值的人员在计划时就指出'),
    blank: z
      .enum(['empty', 'portal-default'])
      .default('empty')
      .describe('采集表没有值时：empty 字段必须空着；portal-default 保留门户的默认值'),
    mask: z.boolean().default(false).describe('个人信息：截图时遮住'),
  })
  .superRefine((field, context) => {
    const sources = [field.column, field.constant, field.template].filter((part) => part !== undefined);
    if (sources.length !== 1)
      context.addIssue({ code: 'custom', message: 'column、constant、template 写且只写一个' });
    if (field.path !== undefined && field.column === undefined)
      context.addIssue({ code: 'custom', message: 'path 须同时写 column' });
  })
  .describe('录入表单的一个字段');
export type FieldRule = z.infer<typeof FieldRule>;
