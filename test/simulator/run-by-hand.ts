// Runs the rehearsal portal until Ctrl-C, for looking at it: node test/simulator/run-by-hand.ts --data DIR [--port N] …
import { parseArgs } from 'node:util';

import { startSimulator } from '../../src/simulator/index.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    skin: { type: 'string', default: 'modern' },
    attended: { type: 'string' },
    faults: { type: 'string' },
  },
});
if (values.data === undefined) throw new Error('--data DIR is needed');
const simulator = await startSimulator({
  dataDir: values.data,
  port: Number(values.port),
  skin: values.skin === 'legacy' ? 'legacy' : 'modern',
  attended: values.attended === undefined ? null : { loginAfterMs: Number(values.attended) },
  ...(values.faults === undefined ? {} : { faultsFile: values.faults }),
});
console.log(simulator.url);
