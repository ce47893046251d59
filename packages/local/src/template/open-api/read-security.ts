import { isJsonObject, quote } from '../../runtime/index.ts';
import type { PlannedAuthorization } from '../expand/api-plan.ts';
import { isList, type Json } from '../json-value.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { modelled } from '../properties/property-table.ts';
import type { Scheme } from './read-authorizers.ts';

const remedy = 'Name one scheme of components.securitySchemes, or write [] for an open route.';

/**
 * What an operation (or the document, for operations that say nothing) asks of callers. HTTP APIs know one authorizer
 * per route: alternatives, combinations and schemes without an authorizer are faults.
 * @returns `undefined` when nothing is said
 */
export function readSecurity(
  holder: PropertyReader,
  schemes: ReadonlyMap<string, Scheme>,
): PlannedAuthorization | undefined {
  const auth = holder.object('x-amazon-apigateway-auth', modelled('type'));
  if (auth !== undefined) {
    const type = auth.requiredOneOf('type', ['AWS_IAM', 'NONE']);
    return type === undefined ? undefined : { type };
  }
  const list = holder.raw('security');
  if (list === undefined) return undefined;
  if (isList(list) && list.length === 0) return { type: 'NONE' };
  const [requirement, ...more] = isList(list) ? list : [];
  const [entry, ...others] = isJsonObject(requirement) ? Object.entries(requirement) : [];
  if (entry === undefined || more.length + others.length > 0) {
    holder.fault('security', {
      rule: 'one-security-scheme',
      what: "An HTTP API's route has one security scheme",
      given: quote(list),
      remedy,
    });
    return undefined;
  }
  return schemeNamed(entry[0], { scopes: entry[1], holder, schemes });
}

/** SAM's name for no authorizer: an open route where no scheme has it. */
const openName = 'NONE';

interface Naming {
  readonly scopes: Json | undefined;
  readonly holder: PropertyReader;
  readonly schemes: ReadonlyMap<string, Scheme>;
}

function schemeNamed(name: string, { scopes, holder, schemes }: Naming): PlannedAuthorization | undefined {
  const scheme = schemes.get(name);
  if (scheme === undefined && name === openName && isList(scopes) && scopes.length === 0) return { type: 'NONE' };
  if (scheme === undefined || scheme.type === 'NEITHER') {
    holder.fault('security', {
      rule: 'security-scheme-without-authorizer',
      what: `Security scheme ${quote(name)} has no x-amazon-apigateway-authorizer in components.securitySchemes`,
      remedy,
    });
    return undefined;
  }
  if (scheme.type === 'AWS_IAM') return { type: 'AWS_IAM' };
  const asks = isList(scopes) && scopes.length > 0 ? { scopes } : {};
  return { type: 'AUTHORIZER', authorizer: scheme.planned.name, ...asks };
}
