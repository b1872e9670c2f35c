import type { FormField } from '../form.ts';

/** The form after one option of one field was chosen. */
export interface Trial {
  driver: string;
  option: string;
  fields: readonly FormField[];
}

/** In which cases a field is there; `options` are of the driver. */
export interface FieldCase {
  options: string[];
  required: boolean;
}

export interface PresentField {
  field: FormField;
  /** Id of the field it depends on; null: it is always there. */
  driver: string | null;
  /** One case without options where nothing drives it. */
  cases: FieldCase[];
}

/**
 * Every field that was seen, in the order of the form, with what brings it up or makes it required. Pure. A field that two
 * drivers bring up is laid to the first: a person sees that in the profile's comments.
 */
export function presentFields(base: readonly FormField[], trials: readonly Trial[]): PresentField[] {
  const drivers = [...new Set(trials.map((trial) => trial.driver))];
  return inOrder([base, ...trials.map((trial) => trial.fields)]).map((field) => {
    const inBase = base.find((one) => one.id === field.id);
    for (const driver of drivers) {
      const seen = trials
        .filter((trial) => trial.driver === driver)
        .map(({ option, fields }) => ({ option, field: fields.find((one) => one.id === field.id) }));
      const there = seen.filter((one) => one.field !== undefined);
      const differs =
        (there.length > 0 && (there.length < seen.length || inBase === undefined)) ||
        new Set(there.map((one) => one.field?.required)).size > 1;
      if (!differs || field.id === driver) continue;
      const cases = [true, false].flatMap((required) => {
        const options = there.filter((one) => one.field?.required === required).map((one) => one.option);
        return options.length === 0 ? [] : [{ options, required }];
      });
      return { field, driver, cases };
    }
    return { field, driver: null, cases: [{ options: [], required: field.required }] };
  });
}

/** All fields of all looks once; a field that is new in a look comes after the one it stands behind there. */
function inOrder(looks: readonly (readonly FormField[])[]): FormField[] {
  const all: FormField[] = [];
  for (const fields of looks) {
    let at = -1;
    for (const field of fields) {
      const known = all.findIndex((one) => one.id === field.id);
      if (known === -1) all.splice((at += 1), 0, field);
      else at = known;
    }
  }
  return all;
}
