import { fieldList, type ControlKind, type FieldKey } from './field-list.ts';

/** Real libraries, and two without any. */
export const fixtureNames = [
  'element-plus',
  'native',
  'element-ui',
  'ant-design-vue',
  'layui',
  'bootstrap',
  'classic',
] as const;
export type FixtureName = (typeof fixtureNames)[number];

export interface Fixture {
  name: FixtureName;
  title: string;
  /** The entry form opens over a page whose search form has the same labels. */
  inDialog: boolean;
  /** Where the library has no such control and the page draws another. */
  drawnAs: Partial<Record<FieldKey, ControlKind>>;
  /** Long lists are drawn only in part (virtual scrolling). */
  virtual: readonly FieldKey[];
}

export const fixtures: Record<FixtureName, Fixture> = {
  'element-plus': {
    name: 'element-plus',
    title: 'Element Plus 2 (Vue 3)',
    inDialog: true,
    drawnAs: {},
    virtual: ['ethnicity'],
  },
  native: {
    name: 'native',
    title: 'HTML without a library',
    inDialog: false,
    // One label, three linked selects; the tree is a select with groups; a switch is a tick box with role switch.
    drawnAs: { politicalStatus: 'radio', industry: 'select', insuredBy: 'autocomplete' },
    virtual: [],
  },
  'element-ui': { name: 'element-ui', title: 'Element UI 2 (Vue 2)', inDialog: true, drawnAs: {}, virtual: [] },
  'ant-design-vue': {
    name: 'ant-design-vue',
    title: 'Ant Design Vue 4 (Vue 3)',
    inDialog: true,
    drawnAs: {},
    virtual: ['ethnicity'],
  },
  layui: { name: 'layui', title: 'layui 2', inDialog: true, drawnAs: {}, virtual: [] },
  bootstrap: { name: 'bootstrap', title: 'jQuery + Bootstrap 3 + plugins', inDialog: false, drawnAs: {}, virtual: [] },
  classic: { name: 'classic', title: 'Server pages in frames and tables', inDialog: false, drawnAs: {}, virtual: [] },
};

/** What a person would call the control as this fixture draws it. */
export function drawnKind(fixture: FixtureName, key: FieldKey): ControlKind {
  const own = fixtures[fixture].drawnAs[key];
  if (own !== undefined) return own;
  const found = fieldList.find((f) => f.key === key);
  if (found === undefined) throw new Error(`no fixture field ${key}`);
  return found.kind;
}
