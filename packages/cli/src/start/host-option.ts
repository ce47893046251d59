import { InvalidArgumentError } from 'commander';

/** Reads an exact host name: no scheme, no port, no pattern. */
export function parseHostName(text: string): string {
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('Allowed: an exact host name such as api.example.com, without scheme, port or *.');
}
