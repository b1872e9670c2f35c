import { cityName, placeClasses, regionTree, type RegionNode } from './regions.ts';
import { type FaultParameters, numberOf, textOr } from './faults.ts';
import { type FormField, formFields, optionsOf } from './form-fields.ts';
import type { CodeItem } from './code-tables.ts';
import type { World } from './world.ts';

export interface FieldView extends FormField {
  options: CodeItem[] | null;
  /** Only put on the form by a fault; posted by label. */
  extra: boolean;
}

export interface Dialog {
  when: string;
  title: string;
  message: string;
}

/** The entry form as it is to be drawn this time, faults included. */
export interface FormView {
  fields: FieldView[];
  regions: RegionNode[];
  /** 城乡分类代码 by place. */
  classes: Record<string, string>;
  city: string;
  dialog: Dialog | null;
  renderAfterMs: number;
}

export function formView(world: World): FormView {
  const renamedOptions = world.faults.takeAll('renamedOption');
  const dialog = world.faults.take('blockingDialog');
  const slow = world.faults.take('slowRender');
  const drawn = formFields.map((field): FieldView => {
    const options = renamed(field, renamedOptions);
    return { ...field, options, extra: false };
  });
  const rename = labelRenamer(world, 'form');
  return {
    fields: [...drawn.map((field) => ({ ...field, label: rename(field.label) })), ...extraFields(world)],
    regions: regionTree,
    classes: placeClasses,
    city: cityName,
    dialog: dialog === null ? null : toDialog(dialog),
    renderAfterMs: slow === null ? 0 : numberOf(slow, 'ms') || numberOf(slow, 'value'),
  };
}

/** The options of one field as they are to be drawn now, for pages that fetch them apart from the form. */
export function drawnOptions(world: World, field: FormField): CodeItem[] {
  return renamed(field, world.faults.takeAll('renamedOption')) ?? [];
}

/** Gives the label that a page shows for a field, under the fault `renamedLabel`. */
export function labelRenamer(world: World, page: 'form' | 'list'): (label: string) => string {
  const faults = world.faults.takeAll('renamedLabel').filter((given) => {
    const on = textOr(given, 'on', 'form');
    return on === 'all' || on === page;
  });
  return (label) => textOr(faults.find((given) => given['from'] === label) ?? {}, 'to', label);
}

function extraFields(world: World): FieldView[] {
  return world.faults.takeAll('newRequiredField').map((given, index) => ({
    key: `extra${index + 1}`,
    label: textOr(given, 'label', '劳动合同编号'),
    section: '就业信息',
    widget: 'text',
    required: true,
    maxLength: 50,
    options: null,
    extra: true,
  }));
}

function renamed(field: FormField, faults: readonly FaultParameters[]): CodeItem[] | null {
  return optionsOf(field)?.map((item) => renameOption(field, item, faults)) ?? null;
}

function renameOption(field: FormField, item: CodeItem, renamed: readonly FaultParameters[]): CodeItem {
  const found = renamed.find(
    (given) =>
      (given['field'] === field.key || given['field'] === field.label) && given['from'] === item.label,
  );
  return found === undefined ? item : { code: item.code, label: textOr(found, 'to', item.label) };
}

function toDialog(given: FaultParameters): Dialog {
  return {
    when: textOr(given, 'when', 'open'),
    title: textOr(given, 'title', '系统公告'),
    message: textOr(given, 'message', '系统将于今晚22:00进行升级，请及时保存数据。'),
  };
}
