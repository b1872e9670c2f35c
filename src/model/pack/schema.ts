import { z } from 'zod';
import { columnKeys, columnKinds } from '../column.ts';
import { isCalendarDate } from '../calendar-date.ts';

/**
 * The files of a policy pack as they are written. Strict everywhere: a misspelt key is refused with its line instead of
 * being silently ignored.
 */
const text = z.string().trim().min(1);
const isoDate = z.string().refine(isCalendarDate, '要写成 YYYY-MM-DD 的真实日期，并加引号');
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '要写成 YYYY-MM，并加引号');
const villageCode = z.string().regex(/^\d{12}$/, '区划代码要 12 位数字');
const count = z
  .string()
  .regex(/^\d{1,7}$/, '要写成不带分隔符的人数')
  .transform(Number);

const UpperAge = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), years: z.int().min(16).max(100) }),
  z.strictObject({
    kind: z.literal('schedule'),
    baseYears: z.int().min(16).max(100),
    startBirthMonth: month,
    stepMonths: z.int().min(1).max(120),
    maxDelayMonths: z.int().min(0).max(240),
  }),
]);

/** `pack.yaml`. */
export const PackFile = z.strictObject({
  version: z.literal(1),
  title: text,
  year: z.int().min(2000).max(2100),
  city: z.strictObject({ name: text, code: villageCode, aliases: z.array(text) }),
  sheetTitle: text,
  deadlines: z.strictObject({ collectDay: z.int().min(1).max(28), enterDay: z.int().min(1).max(28) }),
  incomeFloors: z.array(z.strictObject({ from: isoDate, yuan: z.number().positive(), source: text })),
  ageRules: z
    .array(
      z.strictObject({
        from: isoDate.nullable(),
        to: isoDate.nullable(),
        minimumYears: z.int().min(0).max(100),
        source: text,
        upper: z.strictObject({ 男: UpperAge, 女: UpperAge }),
      }),
    )
    .min(1),
  exclusions: z.strictObject({
    traineeWords: z.array(text),
    traineeHistoryWords: z.array(text),
    grassrootsWords: z.array(text),
  }),
  layout: z.strictObject({
    footerWords: z.array(text),
    sampleWords: z.array(text),
    unitLabels: z.array(text).min(1),
  }),
  periods: z.array(z.strictObject({ id: text, title: text, months: z.array(month).min(1) })).min(1),
  targets: z.array(z.strictObject({ file: text, effectiveOn: isoDate, reason: text })).min(1),
});
export type PackFile = z.infer<typeof PackFile>;

/** `columns.yaml`. */
export const ColumnsFile = z.strictObject({
  version: z.literal(1),
  columns: z
    .array(
      z.strictObject({
        key: z.enum(columnKeys),
        header: text,
        aliases: z.array(text).default([]),
        kind: z.enum(columnKinds),
        vocabulary: text.nullable().default(null),
        required: z.boolean().default(false),
        sensitive: z.boolean().default(false),
      }),
    )
    .min(1),
});
export type ColumnsFile = z.infer<typeof ColumnsFile>;

/** `vocabularies/<name>.yaml`. */
export const VocabularyFile = z.strictObject({
  version: z.literal(1),
  name: text,
  title: text,
  terms: z
    .array(
      z.strictObject({
        code: text.nullable(),
        label: text,
        aliases: z.array(text).default([]),
        attributes: z.record(z.string(), z.string()).default({}),
      }),
    )
    .min(1),
  ambiguous: z.record(z.string(), z.array(text).min(2)).default({}),
});
export type VocabularyFile = z.infer<typeof VocabularyFile>;

/** `regions.csv`: towns first or last, then the village-level places of the urban list. */
export const RegionsFile = z
  .array(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('town'),
        code: villageCode,
        name: text,
        town: z.literal(''),
        urbanRuralClass: z.literal(''),
      }),
      z.strictObject({
        kind: z.literal('urban'),
        code: villageCode,
        name: text,
        town: text,
        urbanRuralClass: z.string().regex(/^1\d\d$/, '城镇地点的城乡分类代码是 1 开头的三位数字'),
      }),
    ]),
  )
  .min(1);
export type RegionsFile = z.infer<typeof RegionsFile>;

/** `units.csv`; several aliases in one cell are joined by `|`. */
export const UnitsFile = z
  .array(
    z.strictObject({
      order: z
        .string()
        .regex(/^\d{1,4}$/, '序号要写成数字')
        .transform(Number),
      name: text,
      kind: z.enum(['town', 'department']),
      areaCode: z.union([z.literal('').transform(() => null), villageCode]),
      aliases: z.string().transform((joined) =>
        joined
          .split('|')
          .map((alias) => alias.trim())
          .filter((alias) => alias !== ''),
      ),
    }),
  )
  .min(1);
export type UnitsFile = z.infer<typeof UnitsFile>;

/** `targets/<version>.csv`: one column a period, subtotals and total written out so that they can be checked. */
export function targetsFile(periodIds: readonly string[]) {
  return z
    .array(
      z.strictObject({
        row: z.enum(['unit', 'town-subtotal', 'department-subtotal', 'total']),
        unit: text,
        annual: count,
        ...Object.fromEntries(periodIds.map((id) => [id, count])),
      }),
    )
    .min(1);
}
export interface TargetsLine {
  row: 'unit' | 'town-subtotal' | 'department-subtotal' | 'total';
  unit: string;
  annual: number;
  /** People per period id. */
  periods: Record<string, number>;
}
