// Another process that writes short notes beside the owner.
import { openLedger, readKey } from '../../src/ledger/index.ts';
import { systemClock } from '../../src/platform/clock.ts';

const [path = '', keyFile = '', count = '0'] = process.argv.slice(2);
const actor = { runId: `R-${String(process.pid)}`, operator: '孙经办' };

await using ledger = await openLedger({
  path,
  mode: 'open',
  year: 2024,
  key: await readKey(keyFile),
  clock: systemClock,
  owner: { ...actor, host: 'pc-1', pid: process.pid },
  exclusive: false,
});
for (let index = 0; index < Number(count); index += 1) await ledger.note(actor, 'heard', { index });
