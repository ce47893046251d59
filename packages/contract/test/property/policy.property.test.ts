import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AccessTable, Principal } from '../../src/decision/index.ts';
import { decide, grantedScopes } from '../../src/decision/index.ts';
import type { AccessRule } from '../../src/index.ts';
import { parseRouteKey } from '../../src/index.ts';
import { checkPolicies, createPolicyCompiler, stageArnOf, withPolicies } from '../../src/policy/index.ts';
import { pathShape } from '../../src/route-key.ts';
import { type ModelRoute, modelIam, modelRoute } from './policy-models.ts';

// r implies nothing, a implies r and w.
const scopes = { r: ['r'], w: ['w'], x: ['x'], a: ['a', 'r', 'w'] };
const scope = fc.constantFrom('r', 'w', 'x', 'a');
const rule: fc.Arbitrary<AccessRule> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<AccessRule>({ kind: 'open' }, { kind: 'iam' }, { kind: 'authenticated' }) },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.uniqueArray(scope, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
      .map((anyOf): AccessRule => ({ kind: 'scopes', anyOf })),
  },
);
const method = fc.constantFrom('GET', 'GET', 'GET', 'POST', 'ANY');
const part = fc.constantFrom('a', 'b', 'c', 'a', 'b', '{p}', '{p}');
const template = fc
  .tuple(fc.array(part, { maxLength: 4 }), fc.constantFrom('', '', '', '', '{rest+}'))
  .map(([parts, tail]) => {
    const named = parts.map((text, at) => (text === '{p}' ? `{p${at}}` : text));
    return `/${[...named, ...(tail === '' ? [] : [tail])].join('/')}`;
  });
const key = fc.oneof(
  { weight: 30, arbitrary: fc.tuple(method, template).map(([verb, path]) => `${verb} ${path}`) },
  { weight: 1, arbitrary: fc.constant('$default') },
);
const identity = (routeKey: string): string => {
  const parsed = parseRouteKey(routeKey);
  return parsed.ok ? `${parsed.parts.method} ${pathShape(parsed.parts)}` : routeKey;
};
const contract = fc.uniqueArray(fc.record({ routeKey: key, access: rule }), {
  minLength: 1,
  maxLength: 7,
  selector: (route) => identity(route.routeKey),
});
const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '.', '..', '*', '?', '%2F', 'a%2Fb', '%2a', '%20', ':', '%24%7Bx%7D', 'ü', '{p}'),
  },
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS'),
  // As sent; the gateway decodes it before anything else.
  target: fc.array(segment, { maxLength: 6 }).map((parts) => `/${parts.join('/')}`),
});

const toTable = (routes: readonly ModelRoute[]): AccessTable => ({
  version: 1,
  scopes,
  routes: Object.fromEntries(routes.map(({ routeKey, access }) => [routeKey, { rule: access, challenge: 'none' }])),
});
const principal = (granted: readonly string[]): Principal => ({
  issuer: 'https://issuer.example',
  subject: 'user',
  scopes: grantedScopes(scopes, granted),
  validUntil: 100,
  claims: {},
});
const api = 'arn:aws:execute-api:us-east-1:123456789012:abcdefghij/$default';
const tiebreaks = [true, false].flatMap((emptyParameters) =>
  [true, false].map((pathFirst) => ({ emptyParameters, pathFirst })),
);

describe('a policy decides as the routes do', () => {
  it('for every contract that is not refused, every set of scopes and every path', () => {
    let proved = 0;
    let denied = 0;
    fc.assert(
      fc.property(
        contract,
        fc.array(scope),
        fc.array(request, { minLength: 30, maxLength: 60 }),
        (routes, granted, requests) => {
          const table = toTable(routes);
          if (checkPolicies(table).length > 0) return;
          proved += 1;
          const compile = createPolicyCompiler(withPolicies(table));
          for (const { method: verb, target } of requests) {
            const path = decodeURIComponent(target);
            const arn = `${api}/${verb}${path}`;
            const { Statement } = compile({ principal: principal(granted), now: 50, stageArn: stageArnOf(arn) });
            denied += Statement.some(({ Effect }) => Effect === 'Deny') ? 1 : 0;
            for (const tiebreak of tiebreaks) {
              const route = modelRoute(routes, { method: verb, path }, tiebreak);
              if (route === undefined || route.access.kind === 'open') continue;
              const expected = decide(route.access, principal(granted), 50).outcome === 'allow';
              expect({ arn, route, allowed: modelIam(Statement, arn) }).toEqual({ arn, route, allowed: expected });
            }
          }
        },
      ),
      { numRuns: 400 },
    );
    // Not for want of contracts to look at.
    expect(proved).toBeGreaterThan(100);
    expect(denied).toBeGreaterThan(100);
  });

  it('and a refused contract really has a token and a request that would be decided wrongly', () => {
    let refused = 0;
    fc.assert(
      fc.property(contract, (routes) => {
        for (const fault of checkPolicies(toTable(routes))) {
          if (fault.kind === 'too-large') continue;
          refused += 1;
          const [verb = '', path = ''] = fault.example.split(' ');
          const served = tiebreaks.map((tiebreak) => modelRoute(routes, { method: verb, path }, tiebreak)?.routeKey);
          // The example is served by the route that would be decided wrongly.
          expect(served).toContain(fault.kind === 'opens' ? fault.routes[1] : fault.routes[0]);
        }
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  it('and opens nothing to nobody, and nothing when the token expired', () => {
    fc.assert(
      fc.property(contract, fc.array(scope), fc.constantFrom(100, 101, Number.NaN), (routes, granted, now) => {
        const table = toTable(routes);
        if (checkPolicies(table).length > 0) return;
        const compile = createPolicyCompiler(withPolicies(table));
        for (const who of [undefined, principal(granted)]) {
          const { Statement } = compile({ principal: who, now: who === undefined ? 50 : now, stageArn: api });
          expect(Statement).toEqual([{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: ['*'] }]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
