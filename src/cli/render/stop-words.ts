import type { Halt, StopReason } from '../../workflow/each-person.ts';

const words: Record<Exclude<StopReason, 'halted'>, string> = {
  done: '',
  interrupted: '已按要求停止。',
  uncertain: '出现存疑，已停止；请运行 luru resume 查清。',
  'system-faults': '连续出现系统故障，已停止；请检查门户和网络后再继续。',
  'off-hours': '不在规定的办公时间内，已停止；到时间后再运行即可继续。',
};

/** Why a run ended before its end, in one or two sentences; empty after everybody. */
export function stopWords(result: { stopped: StopReason; halt: Halt | null }): string {
  if (result.stopped !== 'halted') return words[result.stopped];
  return `已停止：${result.halt?.message ?? ''}`;
}
