import type { FormInventory } from '../form.ts';
import type { PressableSeen } from './page-parts.ts';

export interface FrameSeen {
  name: string;
  url: string;
}

/** What stands on one page of a portal that nobody has described yet. No values of fields, no rows of people. */
export interface PageSurvey {
  url: string;
  title: string;
  /** Fields of the whole page, frames included; `value` is always null. */
  form: FormInventory;
  /** The frame that holds most of the fields, or null where that is the page itself. */
  frame: FrameSeen | null;
  pressables: PressableSeen[];
  /** First line of the box in which the form stands over the page; absent where it stands in the page itself. */
  dialog?: string;
  /** Headers of the largest table. */
  headers: string[];
  /** The column of the table's identity numbers shows stars. */
  maskedColumns: string[];
  /** Visible text, personal numbers masked. */
  text: string;
  /** The way forward of the list's pages, where only a selector can name it. */
  nextSelector: string | null;
  /** Texts that were pressed on the way here. */
  trail: string[];
}

/** The login page, seen while nobody was logged in. */
export interface LoginSeen {
  url: string;
  title: string;
  fields: string[];
  pressables: string[];
}
