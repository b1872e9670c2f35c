import { expectedFile } from './expected.ts';
import { firstRow } from './form.ts';
import type { SampleForm } from './sheets.ts';

/** What is in the sample sheets, row by row where something is meant to be found. */
export function readme(forms: readonly SampleForm[]): string {
  const lines = [
    '# 样表（演练用）',
    '',
    '由 `scripts/make-sample-sheets.ts` 生成，不要手改：改生成器，再运行 `node scripts/make-sample-sheets.ts`。',
    '人员、单位、电话全部虚构：身份证号码用地区码 522300（校验位正确），不属于任何人。',
    '`population.json` 是演练门户的人员库，约含五分之四的人；`expected.json` 是五个文件一次检查时应有的全部问题',
    '（检查日期为 2024-04-03 或以后）。',
    '',
    '| 文件 | 人数 | 内容 |',
    '| --- | ---: | --- |',
    ...forms.map(
      (one, index) =>
        `| \`${one.form.fileName}\` | ${String(expectedFile(one.form, one.rows).people)} | ${contents[index] ?? ''} |`,
    ),
  ];
  for (const { form, rows } of forms) {
    const told = rows
      .map((one, index) => ({ ...one, at: firstRow + index }))
      .filter((one) => one.note !== '无问题' && one.meant.length > 0);
    if (told.length === 0) continue;
    lines.push('', `## ${form.fileName}`, '', '| 行 | 应有的问题 | 说明 |', '| ---: | --- | --- |');
    for (const { at, meant, note } of told) {
      lines.push(
        `| ${String(at)} | ${meant.map(([rule, severity]) => `\`${rule}\` ${severity}`).join('、')} | ${note} |`,
      );
    }
  }
  lines.push(
    '',
    '每个文件另有 `row-footer`（签字行）和 `income-floor-not-set`（低保标准未设置）两条说明。',
    '',
  );
  return lines.join('\n');
}

const contents = [
  '干净的乡镇（街道）表，全部栏目',
  '干净的部门表，30 个栏目',
  '常见的脏数据：空格、全角、别名、各种日期写法、两个电话、数字格、合并格、重复表头、空行、隐藏行；应全部规范化，没有错误',
  '各种常见错误，每种一行',
  '没有错误，但有几行要人来判断',
];
