import { CliError } from '../shell/cli-error.ts';

/** The failure of a start on a port that is taken. @param pid the platform that listens there, if it is one */
export const portTaken = (port: number, pid?: number): CliError =>
  new CliError({
    what: `Port ${port} is taken`,
    given: pid === undefined ? `--port ${port}` : `--port ${port}, which the platform of process ${pid} serves`,
    allowed: 'a port of 127.0.0.1 that is free',
    remedy: 'Name another with --port (0: any free one), or stop what listens there',
  });
