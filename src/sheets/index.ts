export { fileDigest } from './file-digest.ts';
export { readSheets, type ReadOptions } from './read-sheets.ts';
export { defaultLimits, type ReadLimits, type SheetEvent } from './sheet-event.ts';
