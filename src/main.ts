// Entry point: reads the environment and the arguments once, builds what the verbs need, and is the only place that
// ends the process.
import { hostname, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './cli/run-cli.ts';
import { systemClock } from './platform/clock.ts';
import { faultPointsFrom } from './platform/kill-at.ts';
import { stopOnSignals } from './platform/signals.ts';

// Whatever is written – by us or by a library – is for this user alone (DESIGN §4).
process.umask(0o077);

const installation = dirname(dirname(fileURLToPath(import.meta.url)));

process.exitCode = await runCli(process.argv.slice(2), {
  around: {
    clock: systemClock,
    progress: { say: (sentence) => void process.stderr.write(`${sentence}\n`) },
    stop: stopOnSignals((sentence) => void process.stderr.write(`${sentence}\n`)),
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
