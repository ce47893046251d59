import type { Stack } from 'aws-cdk-lib';
import type { Invoker, OtherApi } from '../exemptions.ts';
import { fault, type SynthFault } from '../fault.ts';
import { isKnownPrincipal, isService } from './principal.ts';
import { readText } from './read-text.ts';
import { shown } from './template.ts';

export interface Exemptions {
  readonly otherApis?: readonly OtherApi[];
  readonly alsoInvokedBy?: readonly Invoker[];
}

/** Exemptions that name no reason, or more than one known caller. */
export const checkExemptions = (stack: Stack, { otherApis = [], alsoInvokedBy = [] }: Exemptions): SynthFault[] => [
  ...otherApis.flatMap(({ reason }, index) => checkReason(`otherApis[${index}]`, reason)),
  ...alsoInvokedBy.flatMap((invoker, index) => {
    const at = `alsoInvokedBy[${index}]`;
    return [...checkReason(at, invoker.reason), ...checkInvoker(stack, at, invoker)];
  }),
];

// The type asks for a text; this is for callers without types, and for an empty one.
const checkReason = (at: string, reason: unknown): SynthFault[] =>
  typeof reason === 'string' && reason.trim() !== '' ? [] : [fault('exemption-reason', `${at}.reason`, shown(reason))];

function checkInvoker(stack: Stack, at: string, invoker: Invoker): SynthFault[] {
  if ('functionUrl' in invoker) {
    const given: unknown = invoker.functionUrl;
    return given === 'AWS_IAM' ? [] : [refused(`${at}.functionUrl`, given)];
  }
  const resolved = (value: unknown): unknown => stack.resolve(value);
  if ('eventSourceArn' in invoker) return checkArn(`${at}.eventSourceArn`, resolved(invoker.eventSourceArn));
  const principal = resolved(invoker.principal);
  const source = invoker.sourceArn === undefined ? undefined : resolved(invoker.sourceArn);
  if (!isKnownPrincipal(principal)) return [refused(`${at}.principal`, principal)];
  if (source !== undefined) return checkArn(`${at}.sourceArn`, source);
  return isService(principal) ? [refused(`${at}.sourceArn`, source)] : [];
}

const refused = (at: string, value: unknown): SynthFault => fault('also-invoked-by', at, shown(value));

/** Literal text is an ARN with wildcards only inside one account's service; a reference is what it refers to. */
function checkArn(at: string, value: unknown): SynthFault[] {
  const parts = readText(value) ?? [{ name: 'unread' }];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const isNarrow = !/[*?]/.test(text.split(':').slice(0, 5).join(':'));
  const isArn = typeof parts[0] === 'object' || text.startsWith('arn:');
  return isArn && isNarrow ? [] : [refused(at, value)];
}
