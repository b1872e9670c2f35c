import { mkdirSync } from 'node:fs';
import winston from 'winston';
import 'winston-daily-rotate-file';
import { redactValue } from './redact.ts';

/** Structured log: a static message, everything that varies in fields (runId, batchId, entryId …). Best effort, never the journal. */
export interface Log {
  error(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  debug(message: string, fields?: Record<string, unknown>): void;
  /** A log whose every line carries these fields too. */
  with(fields: Record<string, unknown>): Log;
  /** Resolves when everything written is handed to the file. */
  close(): Promise<void>;
}

export interface LogOptions {
  /** Folder of the daily files. */
  folder: string;
  level: 'error' | 'warn' | 'info' | 'debug';
}

const atTheSink = winston.format((info) => {
  // Changed in place: winston keeps what it needs for the transports under symbols of this very object.
  for (const [key, value] of Object.entries(info)) {
    if (key !== 'level' && key !== 'timestamp') info[key] = redactValue(value, key);
  }
  return info;
});

/** One JSON line an event in `luru-YYYY-MM-DD.jsonl`; kept for 200 days (the law asks for six months of logs). */
export function openLog(options: LogOptions): Log {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the package declares the same class through a second path
  const transport: winston.transport = new winston.transports.DailyRotateFile({
    dirname: options.folder,
    filename: 'luru-%DATE%.jsonl',
    datePattern: 'YYYY-MM-DD',
    maxFiles: '200d',
    auditFile: `${options.folder}/.rotation.json`,
    options: { flags: 'a', mode: 0o600 },
  });
  const logger = winston.createLogger({
    level: options.level,
    format: winston.format.combine(winston.format.timestamp(), atTheSink(), winston.format.json()),
  });
  logger.add(transport);
  return wrap(logger, {}, transport);
}

/** Swallows everything: for verbs that have no workspace to write into. */
export const silentLog: Log = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  with: () => silentLog,
  close: () => Promise.resolve(),
};

function wrap(logger: winston.Logger, base: Record<string, unknown>, transport: winston.transport): Log {
  const write = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    logger.log({ level, message, ...base, ...fields });
  };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    with: (fields) => wrap(logger, { ...base, ...fields }, transport),
    close: () =>
      new Promise((resolve) => {
        transport.once('finish', () => {
          resolve();
        });
        logger.end();
      }),
  };
}
