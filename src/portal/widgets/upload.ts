/** Files: handed over from outside, as the file dialog would. */
import { askHost } from '../in-page/host.ts';
import { shownOf } from '../in-page/shown.ts';
import { until } from '../in-page/waiting.ts';
import type { Task, Widget } from './widget.ts';

async function setFiles(task: Task): Promise<string | null> {
  const files = Array.isArray(task.value)
    ? task.value
    : typeof task.value === 'string' && task.value !== ''
      ? [task.value]
      : [];
  if (files.length === 0) return '要给出文件的路径';
  const answer = await askHost({ do: 'upload', token: task.field.id, files });
  if (!answer.ok) return answer.reason ?? '文件没有交给门户';
  await askHost({ do: 'idle', limit: task.limit });
  await until(() => shownOf(task.field) !== null, 1500);
  return null;
}

export const uploadWidget: Widget = { name: 'upload', kinds: ['upload'], set: setFiles };
