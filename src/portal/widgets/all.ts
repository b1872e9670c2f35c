/** Every driver, by the kind it works. */
import type { FieldKind } from '../form.ts';
import { chooseWidget, multiWidget } from './choose.ts';
import { dateWidget, rangeWidget } from './date.ts';
import { linkedWidget, pathWidget } from './path.ts';
import { pickerWidget } from './picker.ts';
import { suggestWidget } from './suggest.ts';
import { textWidget } from './text.ts';
import { radioWidget, tickGroupWidget, tickWidget } from './tick.ts';
import { uploadWidget } from './upload.ts';
import type { Widget } from './widget.ts';

const widgets: readonly Widget[] = [
  textWidget,
  tickWidget,
  radioWidget,
  tickGroupWidget,
  dateWidget,
  rangeWidget,
  chooseWidget,
  multiWidget,
  suggestWidget,
  pathWidget,
  linkedWidget,
  pickerWidget,
  uploadWidget,
];

export function widgetFor(kind: FieldKind): Widget {
  return widgets.find((w) => w.kinds.includes(kind)) ?? textWidget;
}
