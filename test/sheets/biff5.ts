import { CFB } from '@e965/xlsx';
import { toGb18030 } from './gbk.ts';

/** The part of the library's container writer that is used here; it comes without types. */
interface Container {
  utils: { cfb_new(): object; cfb_add(file: object, name: string, content: Buffer): void };
  write(file: object, options: { type: 'buffer' }): Buffer;
}
const container = CFB as Container;

/** A workbook of Excel 5, whose texts are bytes of the Chinese code page. */
export function biff5Workbook(grid: readonly (readonly string[])[]): Uint8Array {
  const globals = [record(0x0809, u16(0x0500, 0x0005, 0x0dbb, 0x07cc)), record(0x0042, u16(936))];
  const boundSheet = (offset: number) => record(0x0085, [...u32(offset), 0, 0, 1, 0x53]);
  const end = record(0x000a, []);
  const offset = globals.flat().length + boundSheet(0).length + end.length;
  const cells = grid.flatMap((row, r) =>
    row.flatMap((text, c) => {
      const bytes = Array.from(toGb18030(text));
      return record(0x0204, [...u16(r, c, 0, bytes.length), ...bytes]);
    }),
  );
  const sheet = [
    ...record(0x0809, u16(0x0500, 0x0010, 0x0dbb, 0x07cc)),
    ...record(0x0200, u16(0, grid.length, 0, 20, 0)),
    ...cells,
    ...end,
  ];
  const file = container.utils.cfb_new();
  const stream = [...globals.flat(), ...boundSheet(offset), ...end, ...sheet];
  container.utils.cfb_add(file, '/Book', Buffer.from([...stream, ...Array.from({ length: 4096 }, () => 0)]));
  return new Uint8Array(container.write(file, { type: 'buffer' }));
}

function record(type: number, data: readonly number[]): number[] {
  return [...u16(type, data.length), ...data];
}

function u16(...values: number[]): number[] {
  return values.flatMap((value) => [value & 0xff, value >> 8]);
}

function u32(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, value >>> 24];
}
