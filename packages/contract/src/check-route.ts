import type { AccessRule } from './access-rule.ts';
import type { ApiDeclaration } from './api-declaration.ts';
import { type ContractFault, shown } from './faults.ts';
import { isRecord } from './json-types.ts';
import { isBinaryBody, isBodiless } from './response-body.ts';
import type { RouteDeclaration } from './route.ts';
import { parseRouteKey, type RouteKeyParts } from './route-key.ts';
import { checkSchema } from './schemas/check-schema.ts';
import { checkTextValues } from './schemas/check-text-values.ts';

/** Faults of one route, each by itself. */
export function checkRoute(name: string, route: RouteDeclaration, { scopes }: ApiDeclaration): ContractFault[] {
  const at = `routes.${name}`;
  const parsed = parseRouteKey(String(route.route));
  const faults = [
    ...checkName(at, name),
    ...checkAccess(at, route.access, Object.keys(scopes)),
    ...checkResponses(at, route),
  ];
  if (!parsed.ok) return [...faults, ...parsed.problems.map((problem) => badKey(at, route.route, problem))];
  return [
    ...faults,
    ...checkMethod(at, route, parsed.parts),
    ...checkParams(at, route, parsed.parts),
    ...checkObject(at, 'query', route.query),
    ...checkBody(at, route),
  ];
}

function checkName(at: string, name: string): ContractFault[] {
  if (/^[A-Za-z][A-Za-z0-9]*$/.test(name)) return [];
  return [
    {
      at,
      problem: 'the route has no usable name',
      given: shown(name),
      allowed: 'letters and digits, a letter first',
      remedy: 'Rename it: handlers and logical IDs carry the name',
    },
  ];
}

const badKey = (at: string, given: unknown, problem: string): ContractFault => ({
  at: `${at}.route`,
  problem,
  given: shown(given),
  allowed: '"METHOD /path/{parameter}" or "$default"',
  remedy: 'Correct the route key',
});

function checkAccess(at: string, access: AccessRule | undefined, known: readonly string[]): ContractFault[] {
  const fault = (problem: string, given: unknown, allowed: string, remedy: string): ContractFault[] => [
    { at: `${at}.access`, problem, given: shown(given), allowed, remedy },
  ];
  const kinds = 'open(), authenticated(), scopes(...), anyOf(allOf(...), ...) or iam()';
  if (access === undefined)
    return fault('does not say who may call it', access, kinds, 'Write who may call; open() for everybody');
  if (access.kind === 'open' || access.kind === 'authenticated' || access.kind === 'iam') return [];
  access.kind satisfies 'scopes';
  if (access.kind !== 'scopes' || !Array.isArray(access.anyOf))
    return fault('is not an access rule', access, kinds, 'Use the functions of @scopegate/contract');
  if (access.anyOf.length === 0 || access.anyOf.some((branch) => branch.length === 0)) {
    return fault(
      'has an empty alternative, which would grant nothing',
      access,
      kinds,
      'Name the scopes; authenticated() for none',
    );
  }
  const unknown = [...new Set(access.anyOf.flat())].filter((scope) => !known.includes(scope));
  return unknown.flatMap((scope) =>
    fault('asks for a scope that is not in the catalogue', scope, known.join(', '), 'Add it to scopes or correct it'),
  );
}

function checkMethod(
  at: string,
  { route, access, body }: RouteDeclaration,
  { method }: RouteKeyParts,
): ContractFault[] {
  const faults: ContractFault[] = [];
  if ((method === undefined || method === 'ANY') && namesScopes(access)) {
    faults.push({
      at: `${at}.route`,
      problem: 'asks for scopes on a route that serves several methods, whose verdicts share one cache entry',
      given: shown(route),
      allowed: 'one method per route that asks for scopes',
      remedy: 'Declare one route per method',
    });
  }
  if ((method === 'GET' || method === 'HEAD') && body !== undefined) {
    faults.push({
      at: `${at}.body`,
      problem: `a ${method} request has no body of defined meaning (RFC 9110 §9.3)`,
      given: 'a body schema',
      allowed: 'query parameters',
      remedy: 'Move the members to query, or change the method',
    });
  }
  return faults;
}

function namesScopes(access: AccessRule | undefined): boolean {
  if (access?.kind === 'scopes') return true;
  access?.kind satisfies 'open' | 'authenticated' | 'iam' | undefined;
  return false;
}

function checkParams(at: string, { params }: RouteDeclaration, { parameters }: RouteKeyParts): ContractFault[] {
  if (params === undefined) return [];
  const faults = checkObject(at, 'params', params);
  if (faults.length > 0) return faults;
  const described = propertiesOf(params);
  const wrong = [
    ...parameters.filter((name) => !described.includes(name)).map((name) => `lacks {${name}}, which the route key has`),
    ...described.filter((name) => !parameters.includes(name)).map((name) => `has "${name}", which the route key lacks`),
  ];
  return wrong.map((problem) => ({
    at: `${at}.params`,
    problem,
    given: described.join(', ') || 'no properties',
    allowed: parameters.join(', ') || 'no properties',
    remedy: 'Make the schema and the route key agree',
  }));
}

function checkObject(at: string, member: 'params' | 'query', schema: unknown): ContractFault[] {
  if (schema === undefined) return [];
  const place = `${at}.${member}`;
  if (isRecord(schema) && schema['type'] === 'object')
    return [...checkSchema(place, schema), ...checkTextValues(place, member, schema)];
  return [
    {
      at: place,
      problem: 'is not an object schema',
      given: shown(schema),
      allowed: 'Type.Object({ ... })',
      remedy: `Describe the ${member} by name`,
    },
  ];
}

const checkBody = (at: string, { body }: RouteDeclaration): ContractFault[] =>
  body === undefined ? [] : checkSchema(`${at}.body`, body);

function checkResponses(at: string, { responses }: RouteDeclaration): ContractFault[] {
  const allowed = 'statuses from 200 to 599, each with a schema or null';
  const place = `${at}.responses`;
  const answers = Object.entries(responses ?? {});
  if (answers.length === 0)
    return [{ at: place, problem: 'has no answer', given: '{}', allowed, remedy: 'Declare what the handler answers' }];
  return answers.flatMap(([status, schema]) => {
    if (!/^[2-5]\d\d$/.test(status))
      return [
        { at: place, problem: 'is not a final HTTP status', given: status, allowed, remedy: 'Correct the status' },
      ];
    return schema === null ? [] : checkResponse(`${place}.${status}`, status, schema);
  });
}

function checkResponse(at: string, status: string, schema: unknown): ContractFault[] {
  if (isBinaryBody(schema)) return [];
  const faults = checkSchema(at, schema);
  if (!isBodiless(Number(status))) return faults;
  return [
    {
      at,
      problem: `an answer with ${status} has no body (RFC 9110 §15)`,
      given: 'a schema',
      allowed: 'null',
      remedy: 'Write null',
    },
    ...faults,
  ];
}

const propertiesOf = (schema: unknown): string[] =>
  isRecord(schema) && isRecord(schema['properties']) ? Object.keys(schema['properties']) : [];
