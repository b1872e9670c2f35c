#!/usr/bin/env node
// Starts the program on the Node 24 that the project carries, whatever Node the machine has.
// Plain JavaScript for Node 18 and later, without any dependency: it must run before anything is installed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureDependencies, projectRoot, findNode, nodeFlags } from './prepare.mjs';

const [, , ...args] = process.argv;
await ensureDependencies({ quiet: true });
const program = join(projectRoot, 'src', 'main.ts');
const child = spawn(findNode(), [...nodeFlags, program, ...args], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    /* the child gets it too and decides */ if (signal === 'SIGTERM') child.kill('SIGTERM');
  });
child.on('exit', (code, signal) => {
  process.exitCode = signal === null ? (code ?? 1) : 130;
});
