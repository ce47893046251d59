import type { Outcome, PolicySelector, PolicyStatement } from '../../model/index.ts';
import { parseJson } from '../../runtime/index.ts';
import { toAuthorizerEvent } from '../authorize/ask-authorizer.ts';
import type { AuthorizerResult } from '../authorize/authorizer-result.ts';
import type { Exchange } from '../exchange.ts';
import type { Event } from '../request/build-event.ts';
import { authorizerInput } from './authorizer-input.ts';
import type { AuthorizerTrace } from './request-trace.ts';
import { isSecretMember } from './secret-names.ts';

/**
 * What the authorizer was given and what it gave back. Credentials of the request are named and not shown where they
 * stood in the request; that an answer repeats them is the caller's to look for.
 */
export function authorizerDetail(exchange: Exchange): Pick<AuthorizerTrace, 'input' | 'output'> {
  const { asked, context } = exchange.authorization ?? {};
  const input = inputOf(exchange);
  const output = asked ? (read(asked.invocation?.outcome) ?? asReturned(asked.result)) : verified(context);
  return { ...(input && { input }), ...(output !== undefined && { output: hideMembers(output) }) };
}

/** Made anew: to keep each request's event until its record is read would cost every request. */
function inputOf({ authorization, routed, settings }: Exchange): Event | undefined {
  const { invoked, values } = authorization?.asked ?? {};
  const route = routed?.route.authorization;
  if (!invoked || values === undefined || !routed || route?.type !== 'CUSTOM') return undefined;
  const event = toAuthorizerEvent(routed, { authorizer: route.authorizer, values }, settings);
  // as JSON, without members that are undefined
  return authorizerInput(JSON.parse(JSON.stringify(event)), routed);
}

/** An authorizer may hand on a credential of another system, which cannot be searched for by its value. */
function hideMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretMember(name) && typeof member !== 'boolean' ? '[redacted]' : hideMembers(member),
    ]),
  );
}

/** Of a token or a signature: what the function learns about its holder. */
const verified = (context: object | undefined): unknown => context && Object.values(context)[0];

function read(outcome: Outcome | undefined): unknown {
  if (outcome?.kind === 'failed') {
    const { errorType, errorMessage } = outcome.error;
    return { ...(errorType !== undefined && { errorType }), errorMessage };
  }
  return outcome?.kind === 'returned' ? jsonOrText(outcome.json) : undefined;
}

function jsonOrText(text: string): unknown {
  const value = parseJson(text);
  return value === undefined ? text : value;
}

/** An answer from the cache, written as a function would. */
function asReturned(answer: AuthorizerResult): unknown {
  if (answer.kind === 'fault') return undefined;
  const context = answer.context && { context: answer.context };
  if (answer.kind === 'simple') return { isAuthorized: answer.isAuthorized, ...context };
  const { principalId, statements } = answer;
  const policyDocument = { Version: '2012-10-17', Statement: statements.map(toStatement) };
  return { ...(principalId !== undefined && { principalId }), policyDocument, ...context };
}

const toStatement = ({ effect, action, resource }: PolicyStatement) => ({
  Effect: effect,
  ...selector('Action', action),
  ...selector('Resource', resource),
});

const selector = (name: string, { negated, patterns }: PolicySelector) => ({
  [negated ? `Not${name}` : name]: patterns,
});
