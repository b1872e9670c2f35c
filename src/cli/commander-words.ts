import type { Command, CommanderError, Help } from 'commander';

const titles: Record<string, string> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
};

/** Help in Chinese; commander itself knows only English headings. */
export function speakChinese(program: Command): void {
  program
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .configureHelp({ styleTitle: (title: string) => titles[title] ?? title } satisfies Partial<Help>);
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
