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
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.context ?? {})) {
    if (value === null || (typeof value === 'object' && accessLogContextObjects !== 'json')) continue;
    variables[`authorizer.${name}`] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  if (answer.kind === 'policy' && answer.principalId !== undefined) {
    variables['authorizer.principalId'] = answer.principalId;
  }
  return variables;
}
