import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * Takes out of a fact what is another one each time: where the function lies, ids, times, positions in files; frames of
 * the stack that are not the function's own; and the excerpt of the source that Node prints above a stack.
 *
 * @param taskRoot where the function's files lie
 */
export function normalize<T>(fact: T, taskRoot: string): T {
  const real = realpathSync(taskRoot);
  const known = (text: string): string =>
    text.replaceAll(pathToFileURL(real).href, 'TASK').replaceAll(real, 'TASK').replaceAll(taskRoot, 'TASK');
  return walk(fact, (text) => withoutVariance(known(text))) as T;
}

function walk(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return withoutExcerpts(value.map((item) => walk(item, clean)).filter(isOwn));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, clean)]));
}

/** A frame of the runtime or of Node, however it is called, says nothing about what the function gets to see. */
const isOwn = (line: unknown): boolean =>
  typeof line !== 'string' || !/^(raw\|)?\s+(at |\.\.\. \d+ lines matching)/.test(line) || line.includes('TASK');

const excerpt = Symbol('excerpt');

/** File, source line, caret, empty line. */
function withoutExcerpts(lines: readonly unknown[]): unknown[] {
  const kept: unknown[] = [];
  for (const line of lines) {
    const isCaret = typeof line === 'string' && /^raw\|\s*\^+\s*$/.test(line);
    if (isCaret) kept.splice(-2, 2, excerpt);
    else if (kept.at(-1) !== excerpt) kept.push(line);
    else kept.splice(-1, 1, ...(line === 'raw|' ? [] : [line]));
  }
  return kept;
}

const withoutVariance = (text: string): string =>
  text
    .replace(/\(node:\d+\)/g, '(node:PID)')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'REQ')
    .replace(/20\d\d\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}/g, 'STREAM')
    .replace(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME')
    .replace(/Node\.js v[\d.]+/g, 'Node.js vX')
    // frames in a JSON list, in a JSON text, and by themselves
    .replace(/,"\s+at [^"]*"/g, (frame) => (frame.includes('TASK') ? frame : ''))
    .replace(/\\n\s+(at |\.\.\. \d+ lines matching)((?!\\n|"|\\r| \{).)*/g, (frame) =>
      frame.includes('TASK') ? frame : '',
    )
    .replace(/\n\s+(at |\.\.\. \d+ lines matching)[^\n{]*/g, (frame) => (frame.includes('TASK') ? frame : ''))
    .replace(/(\bat (?:async )?)(?:BufferedInvokeProcessor|Runtime|Invoker|exports|Object)\./g, '$1')
    .replace(/ \[as handler\]/g, '')
    .replace(/(TASK\/[\w./-]+?\.\w+):\d+(:\d+)?/g, '$1')
    .replace(/imported from (?!TASK)[^\s"\\]+/g, 'imported from RUNTIME');
