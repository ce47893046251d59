import type { Fault, FaultOption, FaultPlace, Finding } from './fault.ts';

/** Faults as the library's messages show them: a paragraph each. */
export const renderFaults = (faults: readonly Fault[]): string => faults.map(renderFault).join('\n');

/** One fault: where it stands, what is wrong, what to do. Options have the names that `startPlatform` gives them. */
function renderFault(fault: Fault): string {
  const { where, remedy, option } = fault;
  const instead = option === undefined ? [] : [`  Or with ${optionText(option)}`];
  const lines = [placeText(where), `  ${findingText(fault)}`, `  What to do: ${remedy}`, ...instead];
  return lines.map((line) => `  ${line}\n`).join('');
}

/** What is wrong, what was given and what is allowed, in one line. */
export function findingText({ what, given, allowed }: Pick<Finding, 'what' | 'given' | 'allowed'>): string {
  const sentences = [
    what,
    ...(given === undefined ? [] : [`Given: ${given}`]),
    ...(allowed === undefined ? [] : [`Allowed: ${allowed}`]),
  ];
  return sentences.map((sentence) => (sentence.endsWith('.') ? sentence : `${sentence}.`)).join(' ');
}

function placeText({ stack, logicalId, type, path, option }: FaultPlace): string {
  const owner = [stack, logicalId].filter((part) => part !== undefined).join('/');
  const place = option === undefined ? path : optionText(option);
  if (owner === '') return place;
  return `${owner}${type === undefined ? '' : ` (${type})`} ${place}`;
}

const optionText = ({ name, entry }: FaultOption): string =>
  `option \`${name}\`${entry === undefined ? '' : ` (${JSON.stringify(entry)})`}`;
