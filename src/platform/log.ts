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
  /** Called once when the file cannot be written (a full disk): from then on nothing is logged, and work goes on. */
  failed?: (error: unknown) => void;
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
  const sink = new Sink(logger, transport, options.failed);
  logger.add(transport);
  return wrap(sink, {});
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

/** The file behind the log. A log is best effort: when its disk is full, an entry that is under way must not die of it. */
class Sink {
  readonly #logger: winston.Logger;
  readonly #transport: winston.transport;
  #lost = false;

  constructor(logger: winston.Logger, transport: winston.transport, failed?: (error: unknown) => void) {
    this.#logger = logger;
    this.#transport = transport;
    const lose = (error: unknown) => {
      if (this.#lost) return;
      this.#lost = true;
      logger.silent = true;
      failed?.(error);
    };
    // The package's own stream throws its errors at whoever does not listen.
    const { logStream } = transport as unknown as { logStream?: NodeJS.EventEmitter };
    for (const emitter of [logStream, transport, logger]) emitter?.on('error', lose);
  }

  log(line: winston.LogEntry): void {
    if (!this.#lost) this.#logger.log(line);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        resolve();
      };
      this.#transport.once('finish', done);
      // A stream that broke never finishes.
      for (const emitter of [this.#transport, this.#logger]) emitter.once('error', done);
      this.#logger.end();
      if (this.#lost) done();
    });
  }
}

function wrap(sink: Sink, base: Record<string, unknown>): Log {
  const write = (level: string) => (message: string, fields?: Record<string, unknown>) => {
    sink.log({ level, message, ...base, ...fields });
  };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    with: (fields) => wrap(sink, { ...base, ...fields }),
    close: () => sink.close(),
  };
}
