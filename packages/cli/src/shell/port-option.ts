import { InvalidArgumentError, Option } from 'commander';

/** Reads a port. */
export const parsePort =
  (lowest: 0 | 1) =>
  (text: string): number => {
    const port = Number(text);
    if (/^\d{1,5}$/.test(text) && port >= lowest && port <= 65_535) return port;
    throw new InvalidArgumentError(`Allowed: a whole number from ${lowest} to 65535.`);
  };

/** `--port` of the commands that speak to a running platform. */
export const portOption = (): Option =>
  new Option('--port <number>', 'the platform on this port (default: the last started)').argParser(parsePort(1));

/** Examples under a command's help. */
export const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  ${line}\n`).join('')}`;
