/**
 * What a route requires of its caller. Plain data: it travels to the authorizer and the guard as JSON.
 *
 * Code that tells kinds apart ends with `satisfies` and the kinds that are left, or is a `Record<AccessRule['kind'], ...>`,
 * so that for a new kind the compiler names every such place. The kinds are written out there: a union such as
 * {@link ScopelessRule} would take in a new member without a word.
 */
export type AccessRule<Scope extends string = string> = OpenRule | AuthenticatedRule | ScopesRule<Scope> | IamRule;

/** Any caller; no credential is looked at. */
export interface OpenRule {
  readonly kind: 'open';
}

/** Any good token of a configured issuer, whatever its scopes. */
export interface AuthenticatedRule {
  readonly kind: 'authenticated';
}

/** At least one of the alternatives, each a set of scopes that must all be granted: an OR of ANDs. */
export interface ScopesRule<Scope extends string = string> {
  readonly kind: 'scopes';
  readonly anyOf: readonly (readonly Scope[])[];
}

/** A request signed with AWS Signature Version 4, judged by IAM at the gateway; bearer tokens never open it. */
export interface IamRule {
  readonly kind: 'iam';
}

/** Rules that a bearer token can satisfy. */
export type TokenRule<Scope extends string = string> = AuthenticatedRule | ScopesRule<Scope>;

/** Rules that name no scope. */
export type ScopelessRule = OpenRule | AuthenticatedRule | IamRule;

/** One branch of {@link anyOf}: scopes that must all be granted. */
export interface Alternative<Scope extends string = string> {
  readonly allOf: readonly Scope[];
}

/** Open to every caller. It has to be written: a route without a rule does not compile. */
export const open = (): OpenRule => ({ kind: 'open' });

/** Any verified, unexpired token. */
export const authenticated = (): AuthenticatedRule => ({ kind: 'authenticated' });

/** Only callers that IAM lets through (`AWS_IAM` routes, `execute-api:Invoke`). */
export const iam = (): IamRule => ({ kind: 'iam' });

/** All of these scopes. */
export const scopes = <const Scope extends string>(first: Scope, ...rest: readonly Scope[]): ScopesRule<Scope> => ({
  kind: 'scopes',
  anyOf: [[first, ...rest]],
});

/** All of these scopes, as one branch of {@link anyOf}. */
export const allOf = <const Scope extends string>(first: Scope, ...rest: readonly Scope[]): Alternative<Scope> => ({
  allOf: [first, ...rest],
});

/** At least one branch. */
export const anyOf = <const Scope extends string>(
  first: Alternative<Scope>,
  ...rest: readonly Alternative<Scope>[]
): ScopesRule<Scope> => ({ kind: 'scopes', anyOf: [first, ...rest].map((branch) => branch.allOf) });
