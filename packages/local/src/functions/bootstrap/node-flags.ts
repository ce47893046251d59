import dns from 'node:dns';
import net from 'node:net';

/** A flag of `NODE_OPTIONS` that is no preload: `{ name: 'stack-trace-limit', value: '50' }`. */
export interface NodeFlag {
  /** Without dashes in front. */
  readonly name: string;
  readonly value?: string;
}

type DnsOrder = Parameters<typeof dns.setDefaultResultOrder>[0];

/** What each flag sets that a thread can set for itself. */
const effects: Readonly<Record<string, (value: string) => void>> = {
  'no-deprecation': () => Object.assign(process, { noDeprecation: true }),
  'throw-deprecation': () => Object.assign(process, { throwDeprecation: true }),
  'trace-deprecation': () => Object.assign(process, { traceDeprecation: true }),
  'trace-warnings': () => Object.assign(process, { traceProcessWarnings: true }),
  'no-warnings': () => process.removeAllListeners('warning'),
  'stack-trace-limit': (value) => {
    Error.stackTraceLimit = Number(value);
  },
  'dns-result-order': (value) => dns.setDefaultResultOrder(value as DnsOrder),
  'no-network-family-autoselection': () => net.setDefaultAutoSelectFamily(false),
  'network-family-autoselection-attempt-timeout': (value) =>
    net.setDefaultAutoSelectFamilyAttemptTimeout(Number(value)),
};

/** Whether {@link applyNodeFlags} does something for a flag. */
export const isAppliedFlag = (name: string): boolean => Object.hasOwn(effects, name);

/** Does what the flags ask for, as far as a thread can; others change nothing here. */
export function applyNodeFlags(flags: readonly NodeFlag[]): void {
  for (const { name, value = '' } of flags) effects[name]?.(value);
}
