import type { FieldKind } from '../../src/portal/form.ts';
import { fieldOf, type ControlKind, type FieldKey } from './field-list.ts';

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
  /** What may be said of the control where the library has no such one and the page draws another; the best word first. */
  drawnAs: Partial<Record<FieldKey, readonly FieldKind[]>>;
  /** Long lists are drawn only in part (virtual scrolling). */
  virtual: readonly FieldKey[];
}

const linked = ['linked-selects', 'cascader'] as const;

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
    drawnAs: {
      politicalStatus: ['radio'],
      workRegion: linked,
      industry: ['select'],
      insuredBy: ['autocomplete', 'select'],
      post: ['autocomplete', 'text'],
    },
    virtual: [],
  },
  'element-ui': {
    name: 'element-ui',
    title: 'Element UI 2 (Vue 2)',
    inDialog: true,
    drawnAs: {},
    virtual: [],
  },
  'ant-design-vue': {
    name: 'ant-design-vue',
    title: 'Ant Design Vue 4 (Vue 3)',
    inDialog: true,
    drawnAs: {},
    virtual: ['ethnicity'],
  },
  layui: {
    name: 'layui',
    title: 'layui 2',
    inDialog: true,
    drawnAs: {
      politicalStatus: ['radio'],
      workRegion: linked,
      skills: ['checkbox-group'],
      post: ['autocomplete', 'select'],
      insuredBy: ['autocomplete', 'select', 'text'],
      industry: ['tree-select', 'picker'],
    },
    virtual: [],
  },
  bootstrap: {
    name: 'bootstrap',
    title: 'jQuery + Bootstrap 3 + plugins',
    inDialog: false,
    drawnAs: {
      workRegion: linked,
      industry: ['picker', 'tree-select'],
      post: ['autocomplete', 'text'],
      insuredBy: ['autocomplete', 'text'],
      monthlyIncome: ['number', 'text'],
    },
    virtual: [],
  },
  classic: {
    name: 'classic',
    title: 'Server pages in frames and tables',
    inDialog: false,
    drawnAs: {
      politicalStatus: ['radio'],
      veteran: ['checkbox'],
      workRegion: linked,
      industry: ['tree-select', 'picker'],
      insuredBy: ['picker'],
      post: ['text'],
      monthlyIncome: ['text'],
    },
    virtual: [],
  },
};

const usual: Record<ControlKind, readonly FieldKind[]> = {
  text: ['text'],
  textarea: ['textarea'],
  number: ['number'],
  date: ['date'],
  select: ['select'],
  'multi-select': ['multi-select'],
  'remote-select': ['select', 'autocomplete'],
  cascader: ['cascader'],
  tree: ['tree-select'],
  radio: ['radio'],
  'checkbox-group': ['checkbox-group'],
  checkbox: ['checkbox'],
  switch: ['switch', 'checkbox'],
  autocomplete: ['autocomplete', 'text'],
  'button-group': ['button-group', 'radio'],
  picker: ['picker'],
  upload: ['upload'],
};

/** The kinds that a scan of this fixture may rightly report for a field, the best word first. */
export function rightKinds(fixture: FixtureName, key: FieldKey): readonly FieldKind[] {
  return fixtures[fixture].drawnAs[key] ?? usual[fieldOf(key).kind];
}
