import type { Stack } from 'aws-cdk-lib';
import type { Invoker, OtherApi } from '../exemptions.ts';
import { fault, type SynthFault } from '../fault.ts';
import { readText } from './read-text.ts';

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
  typeof reason === 'string' && reason.trim() !== ''
    ? []
    : [fault('exemption-reason', `${at}.reason`, JSON.stringify(reason) ?? 'nothing')];

function checkInvoker(stack: Stack, at: string, invoker: Invoker): SynthFault[] {
  if ('functionUrl' in invoker) {
    const given: unknown = invoker.functionUrl;
    return given === 'AWS_IAM'
      ? []
      : [fault('also-invoked-by', `${at}.functionUrl`, JSON.stringify(given) ?? 'nothing')];
  }
  const resolved = (value: unknown): unknown => stack.resolve(value);
  if ('eventSourceArn' in invoker) return checkArn(`${at}.eventSourceArn`, resolved(invoker.eventSourceArn));
  const principal = resolved(invoker.principal);
  const source = invoker.sourceArn === undefined ? undefined : resolved(invoker.sourceArn);
  return [
    ...(isPrincipal(principal)
      ? []
      : [fault('also-invoked-by', `${at}.principal`, JSON.stringify(principal) ?? 'nothing')]),
    ...(isService(principal) && source === undefined ? [fault('also-invoked-by', `${at}.sourceArn`, 'nothing')] : []),
    ...(source === undefined ? [] : checkArn(`${at}.sourceArn`, source)),
  ];
}

/** A principal without wildcards; what a parameter holds may be one. */
function isPrincipal(value: unknown): boolean {
  const parts = readText(value) ?? [];
  const isKnown = parts.every((part) =>
    typeof part === 'string' ? !/[*?]/.test(part) : part.attribute !== undefined || part.name.startsWith('AWS::'),
  );
  return parts.length > 0 && isKnown;
}

const isService = (value: unknown): boolean => {
  const [text, ...others] = readText(value) ?? [];
  return typeof text === 'string' && others.length === 0 && !/^\d{12}$/.test(text) && !text.startsWith('arn:');
};

/** Literal text is an ARN with wildcards only inside one account's service; a reference is what it refers to. */
function checkArn(at: string, value: unknown): SynthFault[] {
  const parts = readText(value) ?? [{ name: 'unread' }];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  const isNarrow = !/[*?]/.test(text.split(':').slice(0, 5).join(':'));
  const isArn = typeof parts[0] === 'object' || text.startsWith('arn:');
  return isArn && isNarrow ? [] : [fault('also-invoked-by', at, JSON.stringify(value) ?? 'nothing')];
}
