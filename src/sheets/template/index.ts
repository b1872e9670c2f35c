export { collectionForm, type CollectionForm } from './collection-form.ts';
export { contactsForm } from './contacts-form.ts';
export { targetsForm } from './targets-form.ts';
export { formRows, type FormRow } from './form-rows.ts';
export { readContacts, type FormProblem, type UnitContacts } from './read-contacts.ts';
export { readTargetsForm } from './read-targets-form.ts';
