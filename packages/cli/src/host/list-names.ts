import { readdirSync } from 'node:fs';

/** The names in a directory; none when it cannot be read. */
export function listNames(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
