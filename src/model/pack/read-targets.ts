import type { TargetVersion } from './policy-pack.ts';
import type { ProblemList } from './problem-list.ts';
import { targetsFile, type PackFile, type TargetsLine, type UnitsFile } from './schema.ts';

type Figures = TargetVersion['total'];

/** Reads every version of the targets and adds its rows and columns up again. */
export function readTargets(pack: PackFile, units: UnitsFile, problems: ProblemList): TargetVersion[] {
  return pack.targets.flatMap((version, index) => {
    const path = version.file;
    if (!problems.has(path)) {
      problems.add('pack.yaml', ['targets', index, 'file'], `找不到目标任务文件 ${path}`);
      return [];
    }
    const periodIds = pack.periods.map((period) => period.id);
    const rows = problems.parse(path, targetsFile(periodIds));
    if (rows === null) return [];
    const lines = rows.map((row): TargetsLine => {
      const figures = row as Record<string, unknown>;
      const periods = Object.fromEntries(periodIds.map((id) => [id, Number(figures[id])]));
      return { row: row.row, unit: row.unit, annual: row.annual, periods };
    });
    const total = checkTargets(path, lines, units, periodIds, problems);
    return [
      {
        id: fileName(path),
        effectiveOn: version.effectiveOn,
        reason: version.reason,
        units: Object.fromEntries(
          lines.filter((line) => line.row === 'unit').map((line) => [line.unit, figuresOf(line)]),
        ),
        total,
      },
    ];
  });
}

/** Every unit once and known; rows add up to the year, units to their subtotals and the total. */
function checkTargets(
  path: string,
  lines: readonly TargetsLine[],
  units: UnitsFile,
  periodIds: readonly string[],
  problems: ProblemList,
): Figures {
  const kinds = new Map(units.map((unit) => [unit.name, unit.kind]));
  const seen = new Set<string>();
  const sums = {
    town: emptyFigures(periodIds),
    department: emptyFigures(periodIds),
    all: emptyFigures(periodIds),
  };
  for (const [index, line] of lines.entries()) {
    const year = periodIds.reduce((sum, id) => sum + (line.periods[id] ?? 0), 0);
    if (year !== line.annual) {
      problems.add(
        path,
        [index, 'annual'],
        `${line.unit} 的全年目标 ${line.annual} 不等于各时段之和 ${year}`,
      );
    }
    if (line.row !== 'unit') continue;
    const kind = kinds.get(line.unit);
    if (kind === undefined) problems.add(path, [index, 'unit'], `单位“${line.unit}”不在 units.csv 内`);
    else addFigures(sums[kind], line);
    if (seen.has(line.unit)) problems.add(path, [index, 'unit'], `单位“${line.unit}”重复`);
    seen.add(line.unit);
    addFigures(sums.all, line);
  }
  for (const unit of units) {
    if (!seen.has(unit.name)) problems.add(path, [], `单位“${unit.name}”没有目标任务`);
  }
  const expected = { 'town-subtotal': sums.town, 'department-subtotal': sums.department, total: sums.all };
  for (const [row, sum] of Object.entries(expected)) {
    const found = lines.flatMap((line, index) => (line.row === row ? [{ line, index }] : []));
    if (found.length !== 1) problems.add(path, [], `${row} 一行要有并且只能有一行`);
    for (const { line, index } of found) {
      for (const id of ['annual', ...periodIds]) {
        const [written, counted] = [figure(line, id), figure(sum, id)];
        if (written !== counted) {
          problems.add(path, [index, id], `${line.unit}的 ${id} 写的是 ${written}，各单位相加是 ${counted}`);
        }
      }
    }
  }
  return sums.all;
}

function emptyFigures(periodIds: readonly string[]): Figures {
  return { annual: 0, periods: Object.fromEntries(periodIds.map((id) => [id, 0])) };
}

function addFigures(sum: Figures, line: TargetsLine): void {
  sum.annual += line.annual;
  for (const [id, people] of Object.entries(line.periods)) sum.periods[id] = (sum.periods[id] ?? 0) + people;
}

function figuresOf(line: TargetsLine): Figures {
  return { annual: line.annual, periods: line.periods };
}

function figure(figures: Figures, id: string): number {
  return id === 'annual' ? figures.annual : (figures.periods[id] ?? 0);
}

function fileName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
}
