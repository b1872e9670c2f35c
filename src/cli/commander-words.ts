import type { Command, CommanderError, Help, Option } from 'commander';

const titles: Record<string, string> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
};

function inChinese(text: string): string {
  return text.replace('[options]', '[选项]').replace('[command]', '<命令>');
}

/** What may be given and what holds without it; commander adds both in English. */
function describe({ description, argChoices, defaultValue, hidden }: Option): string {
  const notes = [
    ...(argChoices === undefined ? [] : [`可选 ${argChoices.join('、')}`]),
    ...(typeof defaultValue === 'string' || typeof defaultValue === 'number'
      ? [`默认 ${String(defaultValue)}`]
      : []),
  ].filter((note) => !hidden && !description.includes(note));
  return notes.length === 0 ? description : `${description}（${notes.join('，')}）`;
}

/** Help in Chinese; commander itself knows only English headings. */
export function speakChinese(program: Command): void {
  program
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: inChinese,
      styleSubcommandTerm: inChinese,
      optionDescription: describe,
    } satisfies Partial<Help>);
}

/** One Chinese sentence for what commander found wrong with the command line. */
export function sentenceFor(error: CommanderError): string {
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  const words: Record<string, string> = {
    'commander.missingArgument': `缺少参数：${named}。`,
    'commander.unknownOption': `没有这个选项：${named}。`,
    'commander.unknownCommand': `没有这个命令：${named}。`,
    'commander.optionMissingArgument': `选项 ${named} 后面缺少内容。`,
    'commander.missingMandatoryOptionValue': `必须给出选项 ${named}。`,
    'commander.excessArguments': '参数太多。',
    'commander.error': error.message.replace(/^error: /, ''),
    'commander.invalidArgument': `参数不正确：${error.message.replace(/^error: /, '')}`,
  };
  return `${words[error.code] ?? error.message}请用 luru help 查看用法。`;
}
