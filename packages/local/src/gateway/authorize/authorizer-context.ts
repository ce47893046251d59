import type { AuthorizerContext } from '../request/build-event.ts';
import type { Settings } from '../settings.ts';
import type { AuthorizerAnswer } from './authorizer-answer.ts';

/** `requestContext.authorizer` of an integration behind a Lambda authorizer; `undefined`: no such member. */
export function toEventContext(answer: AuthorizerAnswer, settings: Settings): AuthorizerContext | undefined {
  const principal = answer.kind === 'policy' && answer.principalId !== undefined && { principalId: answer.principalId };
  const context = shownContext(answer, settings);
  if (context) return { lambda: context, ...principal };
  return settings.absentAuthorizerContext === 'null' || principal ? { lambda: null, ...principal } : undefined;
}

function shownContext({ context }: AuthorizerAnswer, { nullContextMembers, emptyAuthorizerContext }: Settings) {
  if (!context) return undefined;
  const shown =
    nullContextMembers === 'kept'
      ? context
      : Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null));
  return emptyAuthorizerContext === 'as-absent' && Object.keys(shown).length === 0 ? undefined : shown;
}

/** `$context.authorizer.*` of the access log. */
export function logVariables(answer: AuthorizerAnswer, { accessLogContextObjects }: Settings): Record<string, string> {
  const isLogged = (value: unknown) => accessLogContextObjects === 'json' || typeof value !== 'object';
  const entries = Object.entries(answer.context ?? {})
    .filter(([, value]) => value !== null && isLogged(value))
    .map(([name, value]) => [`authorizer.${name}`, typeof value === 'string' ? value : JSON.stringify(value)]);
  const principal = answer.kind === 'policy' && answer.principalId !== undefined ? [answer.principalId] : [];
  return Object.fromEntries([...entries, ...principal.map((id) => ['authorizer.principalId', id])]);
}
