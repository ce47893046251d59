import type { AccessRule } from '@scopegate/contract';
import type { CarriedContext } from '@scopegate/contract/decision';
import type { IamCaller } from './iam-caller.ts';

/** Who calls, as the guard found out, by the kind of the route's rule. */
interface GuardedByKind {
  /** Not looked at. */
  readonly open: { readonly kind: 'open' };
  readonly authenticated: TokenHolder;
  readonly scopes: TokenHolder;
  readonly iam: { readonly kind: 'iam'; readonly caller: IamCaller };
}

interface TokenHolder {
  readonly kind: 'principal';
  readonly context: CarriedContext;
  /** Let in although the revocation list could not be read. */
  readonly revocation?: 'unchecked';
}

export type GuardedCaller = GuardedByKind[AccessRule['kind']];

// By event: Middy hands handlers the event, not its own state; and nothing outside this package can put a caller here.
const callers = new WeakMap<object, GuardedCaller>();

export const rememberCaller = (event: object, caller: GuardedCaller): void => {
  callers.set(event, caller);
};

/** Whether the guard let the event in. */
export const isGuarded = (event: object): boolean => callers.has(event);

/** @throws {Error} when no guard has seen the event: the handler must not run */
export function callerOf(event: object): GuardedCaller {
  const caller = callers.get(event);
  if (caller === undefined)
    throw new Error('The guard did not run before the handler. Build the handler with handle().');
  return caller;
}

/** Who was let in, or `undefined` when the guard refused the request. */
export const admittedCaller = (event: object): GuardedCaller | undefined => callers.get(event);

/** The decision a guarded event was let in by, where there is one. */
export function decisionIdOf(event: object): string | undefined {
  const caller = callers.get(event);
  if (caller?.kind === 'principal') return caller.context.decisionId;
  caller?.kind satisfies 'open' | 'iam' | undefined;
  return undefined;
}
