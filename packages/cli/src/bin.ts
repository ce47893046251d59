#!/usr/bin/env node
import { isNodeSupported, oldestNode } from './host/node-version.ts';

const { node } = process.versions;
if (isNodeSupported(node)) {
  // Imported only here: on an older Node these imports would fail before the message below is printed.
  const [{ runCommandLine }, { createNodeHost }] = await Promise.all([
    import('./program/run-command-line.ts'),
    import('./host/node-host.ts'),
  ]);
  process.exitCode = await runCommandLine(process.argv.slice(2), createNodeHost());
} else {
  console.error(`error: scopegate needs Node ${oldestNode} or newer, and this is ${node} (${process.execPath}).`);
  process.exitCode = 1;
}
