import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Zip, ZipDeflate } from 'fflate';
import { idCheckCharacter } from '../../src/model/id-number.ts';
import { columnLetters } from '../../src/sheets/column-letters.ts';

/** 37 columns, as attachment 5 has with all likely ones. */
const headers = [
  '序号', '身份证号码', '姓名', '性别', '出生日期', '民族', '户口性质', '户口所在地', '文化程度', '政治面貌', '是否残疾人',
  '是否留守儿童家庭劳动力', '是否刑满释放人员', '是否戒毒康复人员', '是否退役军人', '是否脱贫劳动力', '是否易地扶贫搬迁劳动力',
  '是否高校毕业生', '人员类别', '就业创业证号', '联系电话', '就业单位名称', '统一社会信用代码', '单位类型', '所属行业', '产业类型',
  '就业形式', '岗位/工种', '就业时间', '就业地区划代码', '城乡分类代码', '月收入', '是否签订劳动合同', '是否参加社会保险',
  '是否就业困难人员', '采集单位', '备注',
]; // prettier-ignore

const surnames = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜');
const given = Array.from('伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂香文斌思琪天雨晴');
const nations = ['汉族', '布依族', '苗族', '彝族', '仡佬族'];

/**
 * Writes a workbook with shared strings, as Excel does: fictional people of area 522300, different on every row.
 * @param wrongEvery one person in so many has a wrong sex; 0: nobody.
 */
export async function makeBook(path: string, people: number, wrongEvery = 0): Promise<void> {
  const file = createWriteStream(path);
  let isBlocked = false;
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    isBlocked = !file.write(chunk) || isBlocked;
  });
  const add = async (name: string, pieces: Iterable<string>) => {
    const part = new ZipDeflate(name, { level: 1 });
    zip.add(part);
    const encoder = new TextEncoder();
    for (const piece of pieces) {
      part.push(encoder.encode(piece));
      if (isBlocked) await once(file, 'drain');
      isBlocked = false;
    }
    part.push(new Uint8Array(), true);
  };
  const strings = new Map<string, number>();
  await add('[Content_Types].xml', [contentTypes]);
  await add('_rels/.rels', [rels('officeDocument', 'xl/workbook.xml', 'rId1')]);
  await add('xl/workbook.xml', [workbook]);
  await add('xl/_rels/workbook.xml.rels', [
    rels(
      'worksheet',
      'worksheets/sheet1.xml',
      'rId1',
      rel('sharedStrings', 'sharedStrings.xml', 'rId2') + rel('styles', 'styles.xml', 'rId3'),
    ),
  ]);
  await add('xl/styles.xml', [styles]);
  await add('xl/worksheets/sheet1.xml', sheet(people, wrongEvery, strings));
  await add('xl/sharedStrings.xml', table(strings));
  zip.end();
  file.end();
  await once(file, 'close');
}

function* sheet(people: number, wrongEvery: number, strings: Map<string, number>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${ns}"><sheetData>`;
  yield row(1, ['2024年兴仁市城镇新增就业信息采集表'], strings);
  yield row(2, ['填报单位（盖章）：市市场监管局'], strings);
  yield row(3, headers, strings);
  for (let index = 0; index < people; index += 1) {
    const isWrong = wrongEvery > 0 && index % wrongEvery === 0;
    yield row(index + 4, person(index, isWrong ? '女' : '男'), strings);
  }
  yield `</sheetData><mergeCells count="2"><mergeCell ref="A1:AK1"/><mergeCell ref="A2:J2"/></mergeCells></worksheet>`;
}

type Cell = string | { number: number; style?: number };

function row(number: number, cells: readonly Cell[], strings: Map<string, number>): string {
  const xml = cells.map((cell, index) => {
    const ref = columnLetters(index + 1) + String(number);
    if (typeof cell !== 'string') return `<c r="${ref}" s="${cell.style ?? 0}"><v>${cell.number}</v></c>`;
    let position = strings.get(cell);
    if (position === undefined) strings.set(cell, (position = strings.size));
    return `<c r="${ref}" s="1" t="s"><v>${position}</v></c>`;
  });
  return `<row r="${number}" spans="1:37" ht="14.25">${xml.join('')}</row>`;
}

function person(index: number, sex: string): Cell[] {
  const [year, month, day] = [
    1966 + (index % 38),
    1 + (Math.floor(index / 38) % 12),
    1 + (Math.floor(index / 456) % 28),
  ];
  const order = 1 + Math.floor(index / 12_768) * 2;
  const birth = `${year}-${pad(month, 2)}-${pad(day, 2)}`;
  const first17 = `522300${year}${pad(month, 2)}${pad(day, 2)}${pad(order, 3)}`;
  const name = `${surnames[index % 32] ?? ''}${given[(index * 7) % 32] ?? ''}${given[(index * 13 + 5) % 32] ?? ''}`;
  return [
    { number: index + 1 }, first17 + idCheckCharacter(first17), name, sex, birth, nations[index % 5] ?? '汉族', '农业户口（农村）',
    `贵州省兴仁市东湖街道黄金社区${index % 900}号`, '大学专科', '群众', '否', '否', '否', '否', index % 9 === 0 ? '是' : '否', '否', '否',
    '否', '初次就业', '', `138${pad((index * 37) % 100_000_000, 8)}`, `兴仁市演练${index % 2000}号商店`, '91522302MA08003387', '企业',
    '批发和零售业', '第三产业', '单位就业', '导购员', { number: 45_292 + (index % 80), style: 2 }, '522302001001', '111',
    { number: 2000 + (index % 40) * 100 }, '是', '是', '否', '黄金社区', '',
  ]; // prettier-ignore
}

function* table(strings: Map<string, number>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><sst xmlns="${ns}" uniqueCount="${strings.size}">`;
  let block = '';
  for (const text of strings.keys()) {
    block += `<si><t>${text}</t></si>`;
    if (block.length < 60_000) continue;
    yield block;
    block = '';
  }
  yield `${block}</sst>`;
}

const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`;
const workbook = `<workbook xmlns="${ns}" xmlns:r="${office}"><sheets><sheet name="2024年3月" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const styles = `<styleSheet xmlns="${ns}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="164"/></cellXfs></styleSheet>`;

function rel(kind: string, target: string, id: string): string {
  return `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
}

function rels(kind: string, target: string, id: string, more = ''): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rel(kind, target, id)}${more}</Relationships>`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
