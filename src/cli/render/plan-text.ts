import type { PlanResult } from '../../workflow/plan.ts';

export function renderPlanText(result: PlanResult): string {
  const lines = result.batches.map(
    (batch) => `${batch.id}  ${batch.unit}  ${batch.month}  ${String(batch.entryIds.length)} 人`,
  );
  if (lines.length === 0) lines.push('没有可以分批的人员。');
  if (result.blocked.length > 0) {
    lines.push(
      `挡住 ${String(result.blocked.length)} 人：`,
      ...result.blocked.map(({ place, words }) => `  ${place}：${words}`),
    );
  }
  if (result.waiting > 0) lines.push(`另有 ${String(result.waiting)} 人待人确认，见 luru review。`);
  return lines.join('\n');
}
