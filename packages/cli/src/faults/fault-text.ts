import type { Fault } from '@scopegate/local';
import { printable } from '../shell/safe-text.ts';
import { flagToGive, givenFlag } from './option-flags.ts';

/** `1 fault`, `2 faults`. */
export const faultCount = (faults: readonly Fault[]): string =>
  faults.length === 1 ? '1 fault' : `${faults.length} faults`;

/** Every fault as a paragraph: where, why, what to do. Options have the names of their flags. */
export const faultsText = (faults: readonly Fault[]): string => faults.map(paragraph).join('\n');

function paragraph({ where, what, given, allowed, remedy, option }: Fault): string {
  const sentences = [
    what,
    ...(given === undefined ? [] : [`Given: ${given}`]),
    ...(allowed === undefined ? [] : [`Allowed: ${allowed}`]),
  ].map((sentence) => (sentence.endsWith('.') ? sentence : `${sentence}.`));
  const lines = [
    `  ${placeText(where)}`,
    `    ${sentences.join(' ')}`,
    `    What to do: ${remedy}`,
    ...(option === undefined ? [] : [`    Or with ${flagToGive(option)}`]),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function placeText({ stack, logicalId, type, path, option }: Fault['where']): string {
  const owner = [stack, logicalId].filter((part) => part !== undefined).join('/');
  const place = option === undefined ? path : givenFlag(option);
  return owner === '' ? place : `${owner}${type === undefined ? '' : ` (${type})`}  ${place}`;
}
