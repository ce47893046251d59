import { relative } from 'node:path';
import { type BuildFailure, formatMessages, type Message } from 'esbuild';

/** A failed build as an error with one line for each fault: file, place, what is wrong and what to do. */
export function bundleError(error: unknown, contract: string): Error {
  if (!isBuildFailure(error)) return error instanceof Error ? error : new Error(String(error));
  return new Error(error.errors.map((message) => faultLine(message, contract)).join('\n'), { cause: error });
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors) && error.errors.length > 0;

function faultLine({ text, location }: Message, contract: string): string {
  const place = location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `;
  const remedy = remedyOf(text, relative(process.cwd(), contract));
  return `${place}${text}${remedy === '' ? '' : `. ${remedy}`}`;
}

function remedyOf(text: string, contract: string): string {
  if (/top-level await/i.test(text)) return "Bundle with format: 'esm', or await inside the handler";
  if (/^No matching export in/.test(text) && text.includes(contract))
    return 'A bundle holds the contract as data, and nothing else of its module: move what else it exports to a module beside it';
  if (/^No loader is configured for/.test(text)) return "Say how to import it: loader: { '.ext': 'text' } or 'file'";
  if (/^Could not resolve/.test(text)) return 'Install it, or leave it out of the bundle: external: [...]';
  return '';
}

/** Warnings as texts for people. */
export const formatWarnings = (warnings: readonly Message[]): Promise<string[]> =>
  formatMessages([...warnings], { kind: 'warning', color: false });
