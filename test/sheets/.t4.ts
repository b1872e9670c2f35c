import { Worker } from 'node:worker_threads';
const w = new Worker(new URL('../../src/sheets/legacy/legacy-worker.ts', import.meta.url), { execArgv: [] });
w.on('message', (m) => { console.log('msg', JSON.stringify(m).slice(0, 300)); void w.terminate(); }); w.on('error', (e) => console.log('err', e)); w.on('exit', (c) => console.log('exit', c));
w.postMessage({ type: 'open', path: process.argv[2] });
