import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { StringDecoder } from 'node:string_decoder';
import { formatJson, formatText, isLogged, type LogLevel } from './log-format.ts';

export interface OutputSettings {
  readonly logFormat: 'Text' | 'JSON';
  /** Lower levels are dropped in JSON format. */
  readonly applicationLogLevel: LogLevel;
  /** Of the declared runtime. */
  readonly nodeMajor: number;
  readonly now: () => number;
  /** The call under way; during init what the runtime writes in its place. */
  readonly requestId: () => string | undefined;
  /** Takes each log event as soon as it is complete. */
  readonly onEntry: (entry: string) => void;
}

type Chunk = string | Uint8Array;

const levels: Readonly<Record<string, LogLevel>> = {
  trace: 'TRACE',
  debug: 'DEBUG',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
};

/**
 * Turns everything the function prints into log events: `console.*` in the function's log format, direct writes to
 * standard output and error (by stream, or by `fs` on descriptor 1 or 2) line by line and unchanged, so that JSON lines
 * are not encoded twice. Does NOT see `fs.writeFileSync(1, ...)`, `/dev/stdout` opened by path, or native code.
 *
 * @returns writes out what the function left without a line end
 */
export function captureOutput(settings: OutputSettings): () => void {
  for (const [method, level] of Object.entries(levels)) {
    Object.assign(console, { [method]: createLog(settings, level) });
  }
  console.log = console.info;
  const stdout = new LineSplitter(settings.onEntry);
  const stderr = new LineSplitter(settings.onEntry);
  captureStream(process.stdout, stdout);
  captureStream(process.stderr, stderr);
  captureDescriptors((descriptor) => ({ 1: stdout, 2: stderr })[descriptor]);
  return () => {
    stdout.flush();
    stderr.flush();
  };
}

/** Without a name and with one parameter, as the methods that Lambda's runtime puts there. */
const createLog =
  (settings: OutputSettings, level: LogLevel) =>
  (message: unknown, ...values: unknown[]): void =>
    logValues(settings, level, [message, ...values]);

/** One `console.*` call as a log event; dropped when its level is filtered. */
export function logValues(settings: OutputSettings, level: LogLevel, values: readonly unknown[]): void {
  if (!isLogged(settings.logFormat, level, settings.applicationLogLevel)) return;
  const record = { time: settings.now(), requestId: settings.requestId(), level, values };
  settings.onEntry(
    settings.logFormat === 'JSON' ? formatJson(record, settings.nodeMajor < 24) : formatText(record).toWellFormed(),
  );
}

class LineSplitter {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  write(chunk: Chunk, encoding?: BufferEncoding): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    const lines = (this.#rest + this.#decoder.write(bytes)).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#onLine(line);
  }

  flush(): void {
    const line = this.#rest;
    this.#rest = '';
    if (line !== '') this.#onLine(line);
  }
}

/** Below the stream's own machinery, so that `write`, `end`, `pipe` and corking work as ever. */
function captureStream(stream: NodeJS.WriteStream, lines: LineSplitter): void {
  stream._writev = (chunks, callback) => {
    for (const { chunk, encoding } of chunks) lines.write(chunk, encoding);
    callback();
  };
}

/** Loggers that bypass the streams write to the descriptors; those belong to the whole process, not to this thread. */
function captureDescriptors(linesOf: (descriptor: number) => LineSplitter | undefined): void {
  const { write, writeSync } = fs;
  const capture = (args: readonly unknown[]): number | undefined => {
    const lines = typeof args[0] === 'number' ? linesOf(args[0]) : undefined;
    if (lines === undefined) return undefined;
    const bytes = writtenBytes(args);
    lines.write(bytes);
    return bytes.byteLength;
  };
  const capturedWriteSync = (...args: unknown[]): number => capture(args) ?? Reflect.apply(writeSync, fs, args);
  const capturedWrite = (...args: unknown[]): void => {
    const length = capture(args);
    const callback = args.at(-1);
    if (length === undefined) Reflect.apply(write, fs, args);
    else if (typeof callback === 'function') process.nextTick(callback, null, length, args[1]);
  };
  // with the mark that tells util.promisify what fs.write answers
  Object.defineProperties(capturedWrite, Object.getOwnPropertyDescriptors(write));
  Object.assign(fs, { writeSync: capturedWriteSync, write: capturedWrite });
  syncBuiltinESMExports();
}

/** `(fd, text, position?, encoding?)` or `(fd, buffer, offset?, length?, position?)` or `(fd, buffer, { offset, length })`. */
function writtenBytes([, data, second, third]: readonly unknown[]): Buffer {
  if (typeof data === 'string') return Buffer.from(data, Buffer.isEncoding(String(third)) ? (third as 'utf8') : 'utf8');
  const view = data as Uint8Array;
  const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  const { offset = 0, length = bytes.byteLength - Number(offset) } =
    typeof second === 'object' && second !== null
      ? (second as { offset?: number; length?: number })
      : {
          ...(typeof second === 'number' && { offset: second }),
          ...(typeof third === 'number' && { length: third }),
        };
  return bytes.subarray(offset, offset + length);
}
