import { basename, extname } from 'node:path';

/** What Excel names the worksheet of a file that has none by itself: the file's name, as far as a sheet's may go. */
export function sheetNameOf(path: string): string {
  return basename(path, extname(path))
    .replace(/[[\]:*?/\\]/g, '_')
    .slice(0, 31);
}
