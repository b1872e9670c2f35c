/** The rules about a file as a whole (RULES, `file-…`). */
export type FileRule = 'file-unreadable' | 'file-encrypted' | 'file-not-a-sheet' | 'file-too-large';

/**
 * Why a file can't be read on. Thrown inside this room only: `readSheets` turns it into a finding, because what is wrong
 * with an operator's file is a result and not a fault. `message` is one Chinese sentence with what to do.
 */
export class FileTrouble extends Error {
  readonly rule: FileRule;

  constructor(rule: FileRule, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'FileTrouble';
    this.rule = rule;
  }
}

/** A damaged or half-copied file. */
export function unreadable(what: string, cause?: unknown): FileTrouble {
  return new FileTrouble(
    'file-unreadable',
    `文件已损坏或不完整（${what}），无法读取；请用 Excel 或 WPS 打开后另存为 .xlsx，打不开就请对方重新发送`,
    cause,
  );
}
