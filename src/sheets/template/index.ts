export { collectionForm, monthWords, type CollectionForm } from './collection-form.ts';
export { contactsForm } from './contacts-form.ts';
export { targetsForm } from './targets-form.ts';
