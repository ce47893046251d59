import type { CallFact } from './facts.ts';
import type { HostFact } from './run-in-host.ts';

/** In what a call can differ. */
export type Aspect = 'answer' | 'errorType' | 'errorMessage' | 'trace' | 'log' | 'survival';

/** The aspects in which our host differs from AWS's client, with what both say. */
export function compare(aws: CallFact, ours: HostFact): Map<Aspect, { readonly aws: unknown; readonly ours: unknown }> {
  const told = { ...toldByService(aws), log: (aws.log ?? []).map(withoutMark) };
  const got = {
    ...readOutcome(ours),
    log: aws.inInit || aws.exited !== undefined ? withoutRetry(ours.log) : ours.log.map(withoutMark),
  };
  const failures = told.errorType === 'Runtime.ExitError' ? [] : (['trace'] as const);
  const aspects = ['answer', 'errorType', 'errorMessage', ...failures, 'log'] as const;
  const differing = aspects.filter((aspect) => JSON.stringify(told[aspect]) !== JSON.stringify(got[aspect]));
  const found = new Map<Aspect, { aws: unknown; ours: unknown }>(
    differing.map((aspect) => [aspect, { aws: told[aspect], ours: got[aspect] }]),
  );
  const isAnswered = aws.exited === undefined && !aws.inInit;
  if (isAnswered && ours.ended !== undefined && ours.ended !== (aws.ended ?? false)) {
    found.set('survival', { aws: aws.ended ?? false, ours: ours.ended });
  }
  return found;
}

interface Told {
  readonly answer: string;
  readonly errorType?: unknown;
  readonly errorMessage?: unknown;
  readonly trace?: unknown;
}

/** What Lambda answers to what its runtime told. */
function toldByService({ returned, failed, exited }: CallFact): Told {
  if (returned !== undefined) return { answer: returned };
  if (failed) return { answer: 'failed', ...failed };
  const reason = exited === 0 ? 'without providing a reason' : `with error: exit status ${exited}`;
  return {
    answer: 'failed',
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: REQ Error: Runtime exited ${reason}`,
  };
}

function readOutcome({ outcome }: HostFact): Told {
  if (outcome.kind === 'returned') return { answer: outcome.json };
  return outcome.kind === 'failed' ? { answer: 'failed', ...outcome.error } : { answer: outcome.kind };
}

/** Printed by the function itself, or not: our host does not say. */
const withoutMark = (line: string): string => line.replace(/^raw\|/, '');

/** A failed init is tried once more by the service: the same lines again. */
function withoutRetry(log: readonly string[]): readonly string[] {
  const half = log.slice(0, log.length / 2);
  return JSON.stringify(half) === JSON.stringify(log.slice(log.length / 2)) ? half.map(withoutMark) : log;
}
