import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../src/model/finding.ts';
import { returnSlipRow, writeReturnSlip } from '../../src/reports/index.ts';

const finding = (severity: Severity, cell: string, message: string): Finding => ({
  rule: 'id-checksum',
  severity,
  file: 'a.xlsx',
  sheet: '3月',
  row: 7,
  column: cell.charAt(0),
  cell,
  message,
});

const entry = {
  id: 'E000001',
  file: 'a.xlsx',
  sheet: '3月',
  row: 7,
  reason: null as string | null,
  values: { name: '韦家豪', idNumber: null },
  raw: { idNumber: '52230019900101101' },
  findings: [] as Finding[],
};

describe('returnSlipRow', () => {
  it('tells errors and questions, and warnings only where nothing else is wrong', () => {
    const findings = [
      finding('warning', 'F7', '电话不对'),
      finding('error', 'B7', '校验位不对'),
      finding('decision', 'G7', '学历不明'),
    ];
    expect(returnSlipRow({ ...entry, findings })).toMatchObject({
      cells: ['B7', 'G7'],
      reasons: ['校验位不对', '学历不明'],
    });
    expect(returnSlipRow({ ...entry, findings: findings.slice(0, 1) }).reasons).toEqual(['电话不对']);
  });

  it('tells what the portal or the reviewer said, and what the value could be', () => {
    const findings = [{ ...finding('decision', 'G7', '学历不明'), suggestion: ['大学本科', '大学专科'] }];
    expect(returnSlipRow({ ...entry, findings, reason: '门户：已领取养老待遇' }).reasons).toEqual([
      '学历不明（可能是：大学本科、大学专科）',
      '门户：已领取养老待遇',
    ]);
  });

  it('names the person by what the sheet wrote where nothing could be read', () => {
    expect(returnSlipRow(entry)).toMatchObject({ name: '韦家豪', idNumber: '52230019900101101' });
  });
});

describe('writeReturnSlip', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luru-slip-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds the rows to mend and nothing else, masked and safe', async () => {
    const path = join(folder, 'slip.xlsx');
    const row = returnSlipRow({
      ...entry,
      values: { ...entry.values, name: '=甲' },
      findings: [finding('error', 'B7', '号码 522300199001011010 不对')],
    });
    await writeReturnSlip(
      {
        title: '兴仁市2024年城镇新增就业',
        unit: '东湖街道',
        month: '2024-03',
        madeOn: '2024-03-20',
        madeBy: '王敏',
        replyBy: '3月22日',
        rows: [row],
      },
      path,
    );
    const sheet = (await new ExcelJS.Workbook().xlsx.readFile(path)).worksheets[0];
    expect(sheet?.getCell('A1').text).toBe('兴仁市2024年城镇新增就业采集表退回单');
    expect(sheet?.getCell('A2').text).toContain('填报单位：东湖街道');
    expect(sheet?.getCell('A3').text).toContain('请于 3月22日 前');
    expect([2, 3, 4, 5, 6, 7, 8, 10].map((column) => sheet?.getCell(5, column).value)).toEqual([
      'a.xlsx',
      '3月',
      7,
      "'=甲",
      '522300*********01',
      'B7',
      '号码 522300**********10 不对',
      'E000001',
    ]);
    expect(sheet?.rowCount).toBe(6);
  });
});
