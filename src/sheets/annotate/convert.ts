import { Worker } from 'node:worker_threads';

const patienceMs = 120_000;
const memoryMegabytes = 2048;

/**
 * A workbook that cannot be edited in place as an .xlsx with the same content, converted in a thread that is stopped when it
 * takes too long or too much; null when nobody can read the file.
 */
export async function convertToXlsx(bytes: Uint8Array): Promise<Uint8Array | null> {
  const worker = new Worker(new URL('./as-xlsx-worker.ts', import.meta.url), {
    workerData: bytes,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    stdout: true,
    stderr: true,
  });
  const timer = setTimeout(() => void worker.terminate(), patienceMs);
  try {
    return await new Promise((resolve) => {
      worker.once('message', resolve);
      // Too long, too much, or the library itself broke down: all mean that the file cannot be converted.
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
