/** Wheels: each column turned to its row, then the panel's own 确定. */
import { press } from '../in-page/hands.ts';
import { askHost } from '../in-page/host.ts';
import { buttonIn, closerIn } from '../in-page/layers.ts';
import type { Panel } from '../in-page/panel.ts';
import { visible } from '../in-page/dom.ts';
import { until } from '../in-page/waiting.ts';
import {
  isDisabledRow,
  partsOfWheels,
  rowsNamed,
  textsOfWheel,
  turnTo,
  wheelsOf,
} from '../in-page/wheels.ts';
import { listing } from './widget.ts';

async function turnAll(panel: HTMLElement, wanted: string[], limit: number): Promise<string | null> {
  if (wheelsOf(panel).length !== wanted.length)
    return `要选 ${String(wanted.length)} 级，门户有 ${String(wheelsOf(panel).length)} 列`;
  for (const [n, text] of wanted.entries()) {
    // A column may be filled anew by the one before it.
    const hits = (): HTMLElement[] => {
      const wheel = wheelsOf(panel)[n];
      return wheel === undefined ? [] : rowsNamed(wheel, text);
    };
    if ((await until(() => hits().length > 0, n === 0 ? 0 : 300)) === null && n > 0) {
      await askHost({ do: 'idle', limit });
      await until(() => hits().length > 0, 300);
    }
    const wheel = wheelsOf(panel)[n];
    const [row, other] = hits();
    const where = n === 0 ? '列表里' : `“${wanted.slice(0, n).join(' / ')}”下`;
    if (wheel === undefined || row === undefined)
      return `${where}没有“${text}”。${listing(wheel === undefined ? [] : textsOfWheel(wheel))}`;
    if (other !== undefined) return `${where}有几个“${text}”，无法确定是哪一个`;
    if (isDisabledRow(row)) return `“${text}”不能选`;
    if (!(await turnTo(wheel, row))) return `转不到“${text}”`;
  }
  return null;
}

/** Chooses in the wheels of an open panel and puts it away: by 确定 when all stand right, else by 取消. */
export async function pickInWheels(panel: Panel, wanted: string[], limit: number): Promise<string | null> {
  const gone = (): boolean => !visible(panel.el);
  let reason = await turnAll(panel.el, wanted, limit);
  const ok = reason === null ? buttonIn(panel.el, /^(确定|确认|完成|ok|done|confirm)$/i) : null;
  if (reason === null && ok === null) reason = '选择面板没有“确定”';
  const button = ok ?? closerIn(panel.el);
  if (button !== null) press(button);
  await until(gone, 1500);
  return reason;
}

/** `2024-03-05` for wheels of year, month and day, in the order they stand. */
export async function dateInWheels(panel: Panel, date: string, limit: number): Promise<string | null> {
  const [year = '', month = '', day = ''] = date.split('-');
  const parts = partsOfWheels(wheelsOf(panel.el));
  const ordered = parts.map((p) => (p === 'year' ? year : p === 'month' ? month : p === 'day' ? day : ''));
  if (ordered.includes('')) return '日期面板的列不是年、月、日';
  const numbers = ordered.map((t) => String(Number(t)));
  return pickInWheels(panel, numbers, limit);
}
