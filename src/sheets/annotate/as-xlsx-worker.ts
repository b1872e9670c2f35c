import { parentPort, workerData } from 'node:worker_threads';
import { asXlsx } from './as-xlsx.ts';

// In a thread of its own: the library may take a damaged file for ever, and says on the console what it thinks of a format.
parentPort?.postMessage(asXlsx(workerData as Uint8Array));
