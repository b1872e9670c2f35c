import { describe, expect, it } from 'vitest';
import { renderCheckText } from '../../src/cli/render/check-text.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { CheckReport } from '../../src/workflow/check.ts';

function finding(cell: string | null, over: Partial<Finding> = {}): Finding {
  return {
    rule: 'phone-invalid',
    severity: 'warning',
    file: '/in/a.xlsx',
    sheet: '表',
    row: cell === null ? null : Number(cell.slice(1)),
    column: cell?.slice(0, 1) ?? null,
    cell,
    message: '联系电话不对',
    ...over,
  };
}

function report(findings: Finding[], files = ['/in/a.xlsx'], people = 3): CheckReport {
  const rows = { ok: people, warning: 0, decision: 0, error: 0 };
  const summary = { files: files.length, tables: 1, people, rows, rules: {} };
  return {
    files: files.map((file) => ({ file, sha256: '', sheets: [] })),
    findings,
    summary: { ...summary, findings: { error: 0, decision: 0, warning: 0, info: 0 } },
  };
}

describe('what an operator reads after a check', () => {
  it('says the same of many cells once, with every place and what stands there', () => {
    const text = renderCheckText(
      report([finding('J4', { value: '123' }), finding('J5'), finding('J7', { message: '别的' })]),
    );
    expect(text).toContain('■ a.xlsx：提醒 3 处');
    expect(text).toContain('[提醒] 「表」J4（123）、J5 联系电话不对');
    expect(text).toContain('[提醒] 「表」J7 别的');
  });

  it('names every place of what blocks, and of notes as many as can be taken in', () => {
    const cells = Array.from({ length: 30 }, (_, index) => `A${String(index + 4)}`);
    const errors = cells.map((cell) =>
      finding(cell, { severity: 'error', rule: 'id-missing', message: '没有填' }),
    );
    const notes = cells.map((cell) =>
      finding(cell, { severity: 'info', rule: 'formula-cell', message: `${cell} 是公式，请核对` }),
    );
    const text = renderCheckText(report([...errors, ...notes]));
    expect(text).toContain('A33 没有填');
    expect(text).toContain('等 30 处 是公式，请核对');
    expect(text.split('\n').filter((line) => line.includes('是公式'))).toHaveLength(1);
  });

  it('says once what holds for every file, and what could not be read', () => {
    const note = {
      severity: 'info',
      sheet: null,
      rule: 'income-floor-not-set',
      message: '没有设定',
    } as const;
    const broken = {
      severity: 'error',
      sheet: null,
      rule: 'file-unreadable',
      message: '打不开',
      file: '/in/c.xlsx',
    };
    const findings = [
      finding(null, note),
      finding(null, { ...note, file: '/in/b.xlsx' }),
      finding(null, { ...broken, severity: 'error' }),
    ];
    const text = renderCheckText(report(findings, ['/in/a.xlsx', '/in/b.xlsx', '/in/c.xlsx'], 0));
    expect(text.match(/没有设定/g)).toHaveLength(1);
    expect(text).toContain('■ a.xlsx：没有问题');
    expect(text).toContain('有 1 个文件没有读成或没有读完：c.xlsx。');
    expect(text).toContain('没有读到任何人员');
  });

  it('shows no number and no birth date in its proposals', () => {
    const id = '522300199001011010';
    const proposal = (rule: string, suggestion: string) =>
      finding('B4', { rule, severity: 'decision', suggestion, message: rule });
    const text = renderCheckText(
      report([proposal('id-15', id), proposal('birthdate-mismatch', '1990-01-01')]),
    );
    expect(text).toContain('522300**********10');
    expect(text).not.toContain(id);
    expect(text).not.toContain('1990-01-01');
  });
});
