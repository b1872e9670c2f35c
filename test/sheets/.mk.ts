import { utils, write } from '@e965/xlsx';
import { writeFileSync } from 'node:fs';
import { header, personRow } from './people.ts';
const d = process.argv[2];
const grid = [['2024年兴仁市城镇新增就业信息采集表'], ['填报单位（盖章）：东湖街道'], header, ...Array.from({ length: 5 }, (_, i) => personRow(i))];
for (const t of ['xlsx','biff8','xlsb','biff5','ods'] as const) { const b = utils.book_new(); const s = utils.aoa_to_sheet(grid); for (let i=4;i<9;i++) s['G'+i] = { t:'n', v:45356, z:'yyyy"年"m"月"d"日"' }; utils.book_append_sheet(b, s, 'S'); writeFileSync(`${d}/a.${t}`, new Uint8Array(write(b, { type:'array', bookType:t, codepage: 936 }))); }
