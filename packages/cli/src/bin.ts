#!/usr/bin/env node
import { isNodeSupported, oldestNode } from './host/node-version.ts';

const { node } = process.versions;
if (isNodeSupported(node)) {
  // Loaded here: an older Node fails at their imports, without a word of help.
  const [{ run }, { createNodeHost }] = await Promise.all([
    import('./program/run-command-line.ts'),
    import('./host/node-host.ts'),
  ]);
  process.exitCode = await run(process.argv.slice(2), createNodeHost());
} else {
  console.error(`error: scopegate needs Node ${oldestNode} or newer, and this is ${node} (${process.execPath}).`);
  process.exitCode = 1;
}
