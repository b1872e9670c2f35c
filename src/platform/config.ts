import { z } from 'zod';

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间请写成 08:30 的样子，并加上引号')
  .describe('时:分，例如 "08:30"');

/** `luru.yaml`: the settings of one workspace. Everything has a stated default; unknown keys are refused. */
export const Config = z.strictObject({
  version: z.literal(1),
  pack: z.string().min(1).describe('政策包：名称（fixtures/packs 下）或文件夹'),
  operator: z.string().min(1).describe('经办人姓名，写入每一条台账记录'),
  portal: z
    .strictObject({
      profile: z.string().min(1).describe('门户配置：名称（selectors 下）或文件'),
      url: z.url().describe('门户地址'),
    })
    .optional(),
  browser: z
    .strictObject({
      channel: z.enum(['auto', 'msedge', 'chrome', 'chromium']).default('auto'),
      executable: z.string().optional().describe('浏览器程序的路径，优先于 channel'),
      headless: z.boolean().default(false),
      attach: z.url().optional().describe('接管已打开的 Edge：CDP 地址'),
    })
    .prefault({}),
  login: z.strictObject({ timeoutSeconds: z.number().positive().default(600) }).prefault({}),
  batch: z.strictObject({ size: z.int().min(1).max(500).default(20) }).prefault({}),
  submit: z
    .strictObject({
      pauseSeconds: z.number().min(0).default(2).describe('两个人之间的停顿'),
      maxPerMinute: z.int().min(1).default(10),
      stepTries: z
        .int()
        .min(1)
        .max(5)
        .default(3)
        .describe('提交之前的步骤最多尝试几次；按下保存之后从不重试'),
      stopAfterSystemFaults: z.int().min(1).default(3).describe('连续几次系统故障后停止'),
      stopAfterUncertain: z.int().min(1).default(1).describe('出现几条存疑后停止'),
      officeHours: z
        .strictObject({ from: timeOfDay, to: timeOfDay })
        .refine(({ from, to }) => from < to, '开始时间须早于结束时间')
        .optional()
        .describe('只在这段时间内提交（北京时间）；不写就不限'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      fileMegabytes: z.number().positive().default(50),
      inflatedMegabytes: z.number().positive().default(1024),
      people: z.int().positive().default(200_000),
    })
    .prefault({}),
});
export type Config = z.infer<typeof Config>;
