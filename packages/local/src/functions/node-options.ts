import type { Finding } from '../model/index.ts';
import { isAppliedFlag, type NodeFlag } from './bootstrap/node-flags.ts';
import type { Preload } from './bootstrap/preload.ts';

/** What `NODE_OPTIONS` of a function says. */
export interface NodeOptions {
  /** In the order they are written. */
  readonly preloads: readonly Preload[];
  /** Flags that change nothing about safety. */
  readonly flags: readonly NodeFlag[];
  readonly findings: readonly Finding[];
}

/** `value`: the flag takes one. `always`: it says what is so here anyway; others than those and the applied are told. */
interface FlagRule {
  readonly value?: true;
  readonly always?: true;
}

const preloadFlags: Readonly<Record<string, Preload['by']>> = {
  require: 'require',
  '-r': 'require',
  import: 'import',
};

/** Nothing in this list runs code, opens a port, reads or writes a file, or changes which modules are found. */
const allowedFlags: Readonly<Record<string, FlagRule>> = {
  'enable-source-maps': { always: true },
  'no-deprecation': {},
  'throw-deprecation': {},
  'trace-deprecation': {},
  'pending-deprecation': {},
  'no-warnings': {},
  'trace-warnings': {},
  'trace-uncaught': {},
  'stack-trace-limit': { value: true },
  // a thread is bounded by the function's MemorySize
  'max-old-space-size': { value: true, always: true },
  'max-old-space-size-percentage': { value: true, always: true },
  'max-semi-space-size': { value: true, always: true },
  'max-heap-size': { value: true, always: true },
  'dns-result-order': { value: true },
  'network-family-autoselection-attempt-timeout': { value: true },
  'no-network-family-autoselection': {},
  'max-http-header-size': { value: true },
  'experimental-require-module': { always: true },
  'no-experimental-require-module': {},
  // what a function reaches here speaks plain text
  'use-openssl-ca': { always: true },
  'use-bundled-ca': { always: true },
  'use-system-ca': { always: true },
  'tls-min-v1.2': { always: true },
  'tls-min-v1.3': { always: true },
};

/**
 * Takes `NODE_OPTIONS` apart by Node's own rules: words end at a space, double quotes hold one together, a backslash
 * counts within quotes only, `_` in a flag's name is `-`. Flags outside the allow list are findings, by name only: what a
 * variable holds is not shown.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/cli.html#node_optionsoptions
 */
export function parseNodeOptions(text: string): NodeOptions {
  const words = splitWords(text);
  if (words === undefined) return { preloads: [], flags: [], findings: [unreadable] };
  const preloads: Preload[] = [];
  const flags: NodeFlag[] = [];
  const refused: string[] = [];
  const withoutValue: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const { shown, name, inline } = flagOf(words[index] ?? '');
    const by = own(preloadFlags, name);
    const takesValue = by !== undefined || own(allowedFlags, name)?.value === true;
    const isRefused = by === undefined && own(allowedFlags, name) === undefined;
    // the value of a refused flag would count as a word that is no flag
    const mayHaveValue = takesValue || (isRefused && name !== '' && words[index + 1]?.startsWith('-') === false);
    const value = inline ?? (mayHaveValue ? words[++index] : undefined);
    if (isRefused) refused.push(shown);
    else if (takesValue && (value === undefined || value === '')) withoutValue.push(shown);
    else if (by !== undefined && value !== undefined) preloads.push({ by, specifier: value });
    else flags.push({ name, ...(takesValue && value !== undefined && { value }) });
  }
  return {
    preloads,
    flags,
    findings: [
      ...(refused.length > 0 ? [notAllowed(refused)] : []),
      ...(withoutValue.length > 0 ? [valueMissing(withoutValue)] : []),
    ],
  };
}

/** Flags that are accepted and do nothing here, although they would on Lambda. */
export const flagsWithoutEffect = ({ flags }: NodeOptions): readonly string[] =>
  flags
    .filter(({ name }) => !isAppliedFlag(name) && allowedFlags[name]?.always !== true)
    .map(({ name }) => `--${name}`);

/** `undefined`: a quote is not closed, or nothing follows a backslash. */
function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (let index = 0; index < text.length; index++) {
    let character = text.charAt(index);
    if (character === '"') {
      isQuoted = !isQuoted;
      continue;
    }
    if (character === ' ' && !isQuoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    if (character === '\\' && isQuoted) {
      index++;
      if (index === text.length) return undefined;
      character = text.charAt(index);
    }
    word = (word ?? '') + character;
  }
  if (isQuoted) return undefined;
  return word === undefined ? words : [...words, word];
}

interface WrittenFlag {
  /** Without a value: what a variable holds is not shown. */
  readonly shown: string;
  /** Without dashes in front; a flag of one dash keeps it. Empty for a word that is no flag. */
  readonly name: string;
  readonly inline?: string;
}

function flagOf(word: string): WrittenFlag {
  const [, dashes, written = '', value] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  if (dashes === undefined) return { shown: 'a word that is no flag', name: '' };
  const shown = `${dashes}${written}`;
  const name = dashes === '--' ? written.replaceAll('_', '-') : shown;
  return { shown, name, ...(value !== undefined && { inline: value }) };
}

const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

const allowedText = `--require, --import, ${Object.keys(allowedFlags)
  .map((name) => `--${name}`)
  .join(', ')}`;

const notAllowed = (names: readonly string[]): Finding => ({
  rule: 'function-node-options',
  what: 'NODE_OPTIONS sets what the local platform does not hand on to Node',
  given: names.join(', '),
  allowed: allowedText,
  remedy: 'Remove it, or give the function another NODE_OPTIONS here.',
  option: { name: 'environmentOverrides' },
});

const valueMissing = (names: readonly string[]): Finding => ({
  rule: 'function-node-options-value',
  what: 'NODE_OPTIONS has a flag without its value',
  given: names.join(', '),
  allowed: 'the value behind a space or "="',
  remedy: 'Give the flag its value.',
  option: { name: 'environmentOverrides' },
});

const unreadable: Finding = {
  rule: 'function-node-options-quotes',
  what: 'NODE_OPTIONS cannot be taken apart: Node would not start with it',
  given: 'a quote that is not closed',
  allowed: 'words between spaces, held together by double quotes; a backslash within them takes the next character',
  remedy: 'Close the quote.',
  option: { name: 'environmentOverrides' },
};
