import { set_cptable, utils, write, read } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
set_cptable(codePages);
const b = utils.book_new(); utils.book_append_sheet(b, utils.aoa_to_sheet([['身份证','姓名']]), 'S');
const bytes = write(b, { type:'array', bookType:'biff5', codepage: 936 });
console.log(JSON.stringify(read(new Uint8Array(bytes), {type:'array'}).Sheets.S), JSON.stringify(read(new Uint8Array(bytes), {type:'array', codepage: 936}).Sheets.S));
