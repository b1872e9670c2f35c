import type { HandTask } from '../../workflow/amend.ts';
import type { Proposals } from '../../workflow/correct.ts';
import type { WithdrawalLine } from '../../workflow/withdraw.ts';

export function renderProposals({ readBackAt, proposals }: Proposals): string {
  if (proposals.length === 0) return `按 ${readBackAt} 回读的门户列表，没有要更正的人员。`;
  return [
    `按 ${readBackAt} 回读的门户列表，${String(proposals.length)} 人与采集表不一致：`,
    ...proposals.flatMap(({ entryId, unit, place, name, idNumber, receipt, fields }) => [
      `  ${entryId} ${unit ?? ''} ${name} ${idNumber} ${receipt ?? ''} ${place}`,
      ...fields.map(({ header, sheet, portal }) => `      ${header}：采集表“${sheet}”，门户“${portal}”`),
    ]),
    `以采集表为准的，请复核后运行：luru correct approve ${proposals[0]?.entryId ?? ''} --reviewer 姓名 --reason 理由`,
  ].join('\n');
}

export function renderTasks(
  title: string,
  { tasks, path }: { tasks: readonly HandTask[]; path: string },
  then: string,
): string {
  return [
    `以下 ${String(tasks.length)} 人须由人在门户中手工${title}，录入助手不会代为改动或删除：`,
    ...tasks.map(({ entryId, unit, steps }) => `  ${entryId} ${unit ?? ''}：${steps}`),
    `清单：${path}`,
    `办完之后运行：${then}`,
  ].join('\n');
}

export function renderWithdrawal(lines: readonly WithdrawalLine[]): string {
  return lines
    .map(
      ({ entryId, place, gone, words }) => `  ${entryId} ${place}：${words}${gone ? '，已记为已撤销' : ''}`,
    )
    .join('\n');
}
