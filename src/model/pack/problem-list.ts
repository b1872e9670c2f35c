import { z } from 'zod';
import type { PackDocument, PackProblem } from './document.ts';

const inChinese = z.locales.zhCN().localeError;

/** Collects what is wrong with the documents of a pack, each with its place. */
export class ProblemList {
  readonly all: PackProblem[] = [];
  readonly #documents: Map<string, PackDocument>;

  constructor(documents: readonly PackDocument[]) {
    this.#documents = new Map(documents.map((document) => [document.path, document]));
  }

  add(path: string, at: readonly (string | number)[], message: string): void {
    this.all.push({ path, place: this.#documents.get(path)?.locate(at) ?? null, message });
  }

  has(path: string): boolean {
    return this.#documents.has(path);
  }

  /** The document in the shape of `schema`, or null after noting what is wrong with it. */
  parse<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> | null {
    const document = this.#documents.get(path);
    if (document === undefined) {
      this.all.push({ path, place: null, message: '政策包缺少这个文件' });
      return null;
    }
    const result = schema.safeParse(document.value, { error: inChinese });
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const at = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
      // An unknown key is pointed at itself, not at the object around it.
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
      for (const key of keys) {
        const message = key === null ? issue.message : `不认识的项目 ${key}，请检查拼写或删去`;
        this.add(
          path,
          key === null ? at : [...at, key],
          `${at.length === 0 ? '' : `${at.join('.')}：`}${message}`,
        );
      }
    }
    return null;
  }
}
