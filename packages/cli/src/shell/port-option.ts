import { InvalidArgumentError, Option } from 'commander';

/** Reads a port. */
export const parsePort =
  (lowest: 0 | 1) =>
  (text: string): number => {
    const port = Number(text);
    if (/^\d{1,5}$/.test(text) && port >= lowest && port <= 65_535) return port;
    throw new InvalidArgumentError(`Allowed: a whole number from ${lowest} to 65535.`);
  };

/** `--port` of the commands that use a running platform. */
export const portOption = (): Option =>
  new Option('--port <number>', 'the platform on this port (default: the last started)').argParser(parsePort(1));
