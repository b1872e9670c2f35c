import { fieldList, type FixtureField } from './field-list.ts';

/** Ten ways in which a portal changes between the day of its profile and the day of the entry. */
export const drifts = [
  'renamed-label',
  'moved-field',
  'new-required-field',
  'renamed-option',
  'changed-ids',
  'extra-dialog',
  'hidden-copy',
  'duplicated-label',
  'iframe',
  'slow',
] as const;
export type Drift = (typeof drifts)[number];

/** A field as a page draws it; drift may add fields that the list does not know. */
export type DrawnField = Omit<FixtureField, 'key'> & { key: string };

export interface PageData {
  fields: DrawnField[];
  /** Put before every id and name that a page gives its controls. */
  idPrefix: string;
  /** Text of a notice that the page shows over the form when it opens. */
  notice: string | null;
  /** The page draws the form a second time, hidden and empty, before the real one. */
  hiddenCopy: boolean;
}

/** What the page is told to draw, with one drift or none. */
export function pageData(drift: Drift | null): PageData {
  return {
    fields: driftedFields(drift),
    idPrefix: drift === 'changed-ids' ? 'x9_' : '',
    notice: drift === 'extra-dialog' ? '系统公告：本月25日18:00停机维护，请提前保存。' : null,
    hiddenCopy: drift === 'hidden-copy',
  };
}

function driftedFields(drift: Drift | null): DrawnField[] {
  const fields: DrawnField[] = fieldList.map((f) => ({ ...f }));
  const change = (key: string, more: Partial<DrawnField>): DrawnField[] =>
    fields.map((f) => (f.key === key ? { ...f, ...more } : f));
  switch (drift) {
    case 'renamed-label':
      return change('education', { label: '最高学历层次' });
    case 'moved-field': {
      const moved = fields.filter((f) => f.key === 'education').map((f) => ({ ...f, section: '其他信息' }));
      return [...fields.filter((f) => f.key !== 'education'), ...moved];
    }
    case 'new-required-field': {
      const model = fields.find((f) => f.key === 'shopName');
      if (model === undefined) throw new Error('no shopName');
      return [
        ...fields,
        { ...model, key: 'socialCard', label: '社保卡号', section: '其他信息', shownFor: null },
      ];
    }
    case 'renamed-option':
      return fields.map((f) =>
        f.key !== 'education' || f.options === null
          ? f
          : {
              ...f,
              options: f.options.map((o) => (o.label === '大学专科' ? { ...o, label: '专科（高职）' } : o)),
            },
      );
    case 'duplicated-label':
      return change('insuredBy', { label: '就业单位名称' });
    case 'changed-ids':
    case 'extra-dialog':
    case 'hidden-copy':
    case 'iframe':
    case 'slow':
    case null:
      return fields;
  }
}
