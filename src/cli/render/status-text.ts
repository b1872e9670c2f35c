import type { HandInState, MonthStatus, UnitStatus } from '../../workflow/status.ts';

const titles: Record<HandInState, string> = {
  missing: '未交（已过截止日）',
  late: '迟交',
  awaited: '未交（还没到截止日）',
  'on-time': '按时交表',
};
const order: HandInState[] = ['missing', 'late', 'awaited', 'on-time'];

/** The units of a month by how they stand, those to be urged first. */
export function renderStatusText(status: MonthStatus): string {
  const { month, collectBy, enterBy, counts, units, today } = status;
  const lines = [
    `${month.slice(0, 4)}年${String(Number(month.slice(5)))}月收表登记（截至 ${today}）`,
    `交表截止 ${deadline(collectBy)}；录入截止 ${deadline(enterBy)}`,
    `按时 ${String(counts['on-time'])}，迟交 ${String(counts.late)}，未交 ${String(counts.missing + counts.awaited)}，共 ${String(units.length)} 个单位`,
  ];
  for (const state of order) {
    const group = units.filter((unit) => unit.state === state);
    if (group.length === 0) continue;
    lines.push(
      '',
      `■ ${titles[state]}（${String(group.length)}）`,
      ...group.map((unit) => `  ${unitLine(unit)}`),
    );
  }
  const overdue = units.filter(({ entryOverdue }) => entryOverdue);
  if (overdue.length > 0) {
    lines.push(
      '',
      `■ 过了 ${enterBy.date} 还没有录完（${String(overdue.length)}）`,
      ...overdue.map(({ unit, open }) => `  ${unit}：还有 ${String(open)} 人`),
    );
  }
  const noPaper = units.filter(({ handedInAt, paper }) => handedInAt !== null && paper === null);
  if (noPaper.length > 0) {
    lines.push('', `■ 电子版已交、纸质版没有确认：${noPaper.map(({ unit }) => unit).join('、')}`);
  }
  return [...lines, ...status.warnings.map((warning) => `\n提醒：${warning}`)].join('\n');
}

function deadline({ date, isWorkday, words, nextWorkday }: MonthStatus['collectBy']): string {
  if (isWorkday) return `${date}（${words}）`;
  return `${date}（${words}；下一个工作日是 ${nextWorkday}，是否顺延以市人社局通知为准）`;
}

function unitLine(unit: UnitStatus): string {
  const parts = [unit.unit];
  if (unit.handedInAt === null) {
    const { liaison } = unit;
    const who = [liaison?.name, liaison?.mobile].filter((part) => part !== null && part !== undefined);
    parts.push(who.length > 0 ? `联络员 ${who.join(' ')}` : '联络员未登记');
    return parts.join('　');
  }
  parts.push(
    unit.handedInAt,
    `${String(unit.people)} 人`,
    `已录入 ${String(unit.entered)}，待录入 ${String(unit.open)}，待更正 ${String(unit.toMend)}`,
    unit.files.map(({ name }) => name).join('、'),
    unit.paper === null ? '纸质版未确认' : `纸质版 ${unit.paper.on} ${unit.paper.by} 确认`,
  );
  if (unit.state === 'late' && unit.liaison?.name) {
    parts.push(`联络员 ${unit.liaison.name} ${unit.liaison.mobile ?? ''}`.trimEnd());
  }
  return parts.join('　');
}
