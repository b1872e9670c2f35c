import { InvalidArgumentError } from 'commander';

export function monthOption(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError(`月份要写成 2024-03 的样子，收到的是「${text}」。`);
}

export function dateOption(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(text)
  )
    return text;
  throw new InvalidArgumentError(`日期要写成 2024-03-18 的样子，收到的是「${text}」。`);
}

export function countOption(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(`要写一个大于零的整数，收到的是「${text}」。`);
}
