import type { SubmitResult } from './submit-person.ts';
import type { Halt, StopReason } from './each-person.ts';

export interface SubmitLine {
  entryId: string;
  batchId: string | null;
  unit: string | null;
  place: string;
  result: SubmitResult['kind'] | 'fault';
  messages: string[];
}

export interface SubmitSummary {
  lines: SubmitLine[];
  /** Approved entries that were not attempted. */
  left: number;
  stopped: StopReason;
  /** What ended the run before its end; null unless `stopped` is `halted`. */
  halt: Halt | null;
}

/** What the screens call each result. */
export const submitWords: Record<SubmitLine['result'], string> = {
  verified: '已录入并核实',
  accepted: '已受理，待核实',
  refused: '门户拒绝',
  skipped: '门户已有，未重复录入',
  uncertain: '存疑，等待查询',
  voided: '批准作废，未录入',
  held: '暂缓，未提交',
  'not-attempted': '未提交',
  fault: '出现故障，未提交',
};
