/** What the YAML and CSV parsers say, in the operator's language, by their error codes. */

const yamlWords: Record<string, string> = {
  BAD_INDENT: '缩进不对，同一级的项目要对齐',
  TAB_AS_INDENT: '缩进用了制表符，请改成空格',
  DUPLICATE_KEY: '同一个名称写了两次',
  MISSING_CHAR: '少了一个符号（冒号、引号、逗号或括号）',
  UNEXPECTED_TOKEN: '这里多出了内容',
  MULTILINE_IMPLICIT_KEY: '名称后面少了冒号，或冒号后少了空格',
  BLOCK_AS_IMPLICIT_KEY: '一行里不能再写“名称: 内容”，请换行并缩进',
  BAD_SCALAR_START: '内容以特殊符号开头，请加上引号',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法不对，请改用单引号',
  BAD_ALIAS: '引用（*）的名称没有定义',
  TAG_RESOLVE_FAILED: '不认识的标签（!）',
  MULTIPLE_DOCS: '一个文件里只能有一份内容（不要写 ---）',
};

const csvWords: Record<string, string> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: '这一行的格数与表头不一样',
  CSV_RECORD_INCONSISTENT_COLUMNS: '这一行的格数与表头不一样',
  CSV_QUOTE_NOT_CLOSED: '引号没有成对',
  INVALID_OPENING_QUOTE: '引号出现在格子中间，请把整格用引号括起来',
  CSV_INVALID_CLOSING_QUOTE: '引号后面还有内容',
  CSV_MAX_RECORD_SIZE: '这一行太长',
};

export function yamlFaultWords(code: string): string {
  return `YAML 写法有误：${yamlWords[code] ?? `这一处看不懂（${code}）`}`;
}

export function csvFaultWords(code: string): string {
  return `CSV 写法有误：${csvWords[code] ?? `这一处看不懂（${code}）`}`;
}
