import type { Finding } from './fault.ts';

// Rules of Cognito for app clients that the template and the OAuth server both check.

export const clientWithoutSecret: Finding = {
  rule: 'client-credentials-without-secret',
  what: 'client_credentials flow can not be selected if client does not have a client secret.',
  remedy: 'Set GenerateSecret to true.',
};

/**
 * Scopes that every pool has, for clients that sign people in.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 */
const signInScopes: ReadonlySet<string> = new Set([
  'openid',
  'email',
  'phone',
  'profile',
  'aws.cognito.signin.user.admin',
]);

/** Whether a client may have a scope without a resource server that declares it. */
export const isBuiltInScope = (scope: string, flows: readonly string[]): boolean =>
  signInScopes.has(scope) && !flows.includes('client_credentials');

/** A scope that no resource server of the client's pool has. @param known the scopes of the pool */
export const unknownScope = (scope: string, known: Iterable<string>): Finding => ({
  rule: 'unknown-scope',
  what: `Invalid scope requested: ${scope}`,
  allowed: [...known].join(', ') || 'nothing, the pool has no resource server',
  remedy: 'Declare the scope in a resource server of the pool, or take it from the client.',
});
