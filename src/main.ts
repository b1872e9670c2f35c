// Entry point: reads the environment and the arguments once, builds what the verbs need, and is the only place that
// ends the process.
import { enableCompileCache } from 'node:module';
import { hostname, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// Whatever is written – by us or by a library – is for this user alone (DESIGN §4).
process.umask(0o077);
// Cells of a sheet are let go at once (docs/benchmarks.md). `bin/luru.mjs` says so when it starts Node; here for who starts this
// file directly. The size of the nursery, which it also gives, can't be changed any more.
setFlagsFromString('--no-allocation-site-pretenuring');
// Halves the start of every command; before the imports below, which is why those are not at the top.
enableCompileCache();
const { runCli } = await import('./cli/run-cli.ts');
const { systemClock } = await import('./platform/clock.ts');
const { faultPointsFrom } = await import('./platform/kill-at.ts');
const { stopOnSignals } = await import('./platform/signals.ts');

const installation = dirname(dirname(fileURLToPath(import.meta.url)));
const complain = (sentence: string) => void process.stderr.write(`${sentence}\n`);

process.exitCode = await runCli(process.argv.slice(2), {
  around: {
    clock: systemClock,
    progress: { say: complain },
    stop: stopOnSignals(complain),
    // Only the crash suite sets this: it names the moment at which the process kills itself.
    faultPoints: faultPointsFrom(process.env['LURU_KILL_AT']),
    installation,
    cwd: process.cwd(),
    host: hostname(),
    pid: process.pid,
    userName: userInfo().username,
  },
  bugLogFolder: join(installation, 'logs'),
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
});
