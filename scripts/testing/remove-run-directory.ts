import { rmSync } from 'node:fs';
import { runDirectory } from './made-once.ts';

/** Jest's globalTeardown. */
export default function removeRunDirectory(): void {
  rmSync(runDirectory(), { recursive: true, force: true });
}
