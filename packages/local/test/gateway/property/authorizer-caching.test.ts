import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { custom, type FixtureOptions, fixture, outcome, route, stage } from '../unit/support.ts';

// The gateway's caching of authorizer results, against a model written from the developer guide's page
// http-api-lambda-authorizer and nothing else: any identity sources, any order of requests, clock moves and flushes.

const stages = { $default: { tenant: 'acme' }, dev: { tenant: 'acme', region: 'north' } } as const;
type StageName = keyof typeof stages;

interface Asked {
  readonly stage: StageName;
  readonly method: string;
  readonly path: string;
  readonly authorization: readonly string[];
  readonly tag: string | undefined;
  readonly query: readonly string[];
  readonly agent: string;
  readonly from: string;
}

interface Configured {
  readonly authorizerId: string;
  readonly sources: readonly Source[];
  readonly ttl: number;
  readonly simple: boolean;
}

const routeKeyOf = ({ method, path }: Asked): string => {
  if (path === '/a') return method === 'GET' ? 'GET /a' : '$default';
  return path.startsWith('/b/') ? 'ANY /b/{id}' : '$default';
};
const join = (values: readonly string[]): string => values.join(',');

/** Every kind of identity source, and what a request says to it. */
const says = {
  '$request.header.Authorization': ({ authorization }: Asked) => join(authorization),
  '$request.header.X-TAG': ({ tag = '' }: Asked) => tag,
  '$request.querystring.key': ({ query }: Asked) => join(query),
  '$context.routeKey': routeKeyOf,
  '$context.httpMethod': ({ method }: Asked) => method,
  '$context.path': ({ stage: at, path }: Asked) => (at === 'dev' ? `/dev${path}` : path),
  '$context.stage': ({ stage: at }: Asked) => at,
  '$context.identity.sourceIp': ({ from }: Asked) => from,
  '$context.identity.userAgent': ({ agent }: Asked) => agent,
  '$context.accountId': () => '123456789012',
  '$stageVariables.tenant': ({ stage: at }: Asked) => stages[at].tenant,
  '$stageVariables.region': ({ stage: at }: Asked) => (at === 'dev' ? stages.dev.region : ''),
} satisfies Record<string, (asked: Asked) => string>;
type Source = keyof typeof says;

/** What the authorizer of the test does when it is asked for the nth time. */
type Behaviour = 'allow' | 'deny' | 'fail' | 'garbage';

/** The model: what is answered, by the how manieth call, if by any. */
function createModel(behaviours: readonly Behaviour[]) {
  const kept = new Map<string, { readonly call: number; readonly until: number }>();
  let calls = 0;
  const behaviourOf = (call: number): Behaviour => behaviours[call % behaviours.length] ?? 'allow';
  const verdict = (call: number, { simple }: Configured, { path }: Asked): number => {
    const behaviour = behaviourOf(call);
    if (behaviour === 'fail' || behaviour === 'garbage') return 500;
    // A policy is measured anew for each request; it opens /a alone.
    const opens = behaviour === 'allow' && (simple || path === '/a');
    return opens ? 200 : 403;
  };
  return {
    flush: () => kept.clear(),
    ask(authorizer: Configured, asked: Asked, now: number) {
      const values = authorizer.sources.map((source) => says[source](asked));
      if (values.includes('')) return { status: 401, calls, cache: 'none' };
      const key = JSON.stringify([asked.stage, authorizer.authorizerId, values]);
      const entry = authorizer.ttl > 0 ? kept.get(key) : undefined;
      if (entry && now < entry.until) return { status: verdict(entry.call, authorizer, asked), calls, cache: 'hit' };
      kept.delete(key); // what was found expired stays so, even when the clock is moved back
      const call = calls;
      calls += 1;
      const status = verdict(call, authorizer, asked);
      if (authorizer.ttl > 0 && status !== 500) kept.set(key, { call, until: now + authorizer.ttl * 1000 });
      return { status, calls, cache: authorizer.ttl > 0 ? 'miss' : 'off' };
    },
  };
}

const source = fc.constantFrom(...(Object.keys(says) as Source[]));
const configured = (authorizerId: string) =>
  fc
    .record({
      sources: fc.uniqueArray(source, { maxLength: 4 }),
      ttl: fc.constantFrom(0, 1, 60, 3600),
      simple: fc.boolean(),
    })
    .map(
      ({ sources, ttl, simple }): Configured => ({
        authorizerId,
        sources,
        ttl: sources.length === 0 ? 0 : ttl,
        simple,
      }),
    );

// Few values, so that requests meet; some that a careless key would confuse.
const value = fc.constantFrom('', 'x', 'y', 'x,y', '","', 'GET /a');
const asked: fc.Arbitrary<Asked> = fc.record({
  stage: fc.constantFrom<StageName>('$default', 'dev'),
  method: fc.constantFrom('GET', 'POST'),
  path: fc.constantFrom('/a', '/b/1', '/b/2', '/c'),
  authorization: fc.array(value, { maxLength: 2 }),
  tag: fc.option(value, { nil: undefined }),
  query: fc.array(value, { maxLength: 2 }),
  agent: value,
  from: fc.constantFrom('192.0.2.1', '192.0.2.2'),
});
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('ask' as const), asked }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      by: fc.oneof(
        fc.constantFrom(-1000, 999, 1000, 59_999, 60_000, 3_600_000),
        fc.integer({ min: -5000, max: 90_000 }),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flush' as const) }) },
);

function gatewayOf(authorizers: readonly [Configured, Configured], behaviours: readonly Behaviour[]) {
  let calls = 0;
  const answer = (simple: boolean) => () => {
    const behaviour = behaviours[calls % behaviours.length] ?? 'allow';
    calls += 1;
    if (behaviour === 'fail') return outcome({ kind: 'failed', error: { errorMessage: 'down' } });
    if (behaviour === 'garbage') return { isAuthorized: 'true', policyDocument: 'all' };
    if (simple) return { isAuthorized: behaviour === 'allow' };
    const Resource = 'arn:aws:execute-api:us-east-1:123456789012:abc1234567/*/*/a';
    const Effect = behaviour === 'allow' ? 'Allow' : 'Deny';
    return { policyDocument: { Statement: [{ Effect, Action: 'execute-api:Invoke', Resource }] } };
  };
  const [first, second] = authorizers.map(({ authorizerId, sources, ttl, simple }) =>
    custom({
      authorizerId,
      identitySource: sources,
      resultTtlSeconds: ttl,
      enableSimpleResponses: simple,
    }),
  );
  const isSimple = new Map(authorizers.map(({ authorizerId, simple }) => [authorizerId, simple]));
  const options: FixtureOptions = {
    stages: Object.entries(stages).map(([name, variables]) => stage(name, { variables })),
    routes: [route('GET /a', first), route('ANY /b/{id}', first), route('$default', second)],
    handlers: {
      authorizer: (event: { routeKey: string }) =>
        answer(isSimple.get(event.routeKey === '$default' ? 'second' : 'first') ?? true)(),
    },
  };
  return { ...fixture(options), calls: () => calls };
}

const query = ({ query: values }: Asked): string =>
  values.length === 0 ? '' : `?${values.map((text) => `key=${encodeURIComponent(text)}`).join('&')}`;

const headersOf = ({ authorization, tag, agent }: Asked): [string, string][] => [
  ...authorization.map((text): [string, string] => ['AUTHORIZATION', text]),
  ...(tag === undefined ? [] : [['x-tag', tag] as [string, string]]),
  ['User-Agent', agent],
];

describe('results of Lambda authorizers', () => {
  it('are asked for, kept and served as the model says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(configured('first'), configured('second')),
        fc.array(fc.constantFrom<Behaviour>('allow', 'allow', 'deny', 'fail', 'garbage'), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(step, { maxLength: 40, size: 'max' }),
        async (authorizers, behaviours, steps) => {
          const { send, clock, gateway, traces, calls } = gatewayOf(authorizers, behaviours);
          const model = createModel(behaviours);
          for (const at of steps) {
            if (at.kind === 'move') clock.advance(at.by);
            if (at.kind === 'flush') {
              gateway.flushAuthorizerCache();
              model.flush();
            }
            if (at.kind !== 'ask') continue;
            const authorizer = routeKeyOf(at.asked) === '$default' ? authorizers[1] : authorizers[0];
            const expected = model.ask(authorizer, at.asked, clock.now());
            const target = `${at.asked.stage === 'dev' ? '/dev' : ''}${at.asked.path}${query(at.asked)}`;
            const more = { headers: headersOf(at.asked), sourceIp: at.asked.from };
            const { status } = await send(at.asked.method, target, more);
            expect({ status, calls: calls(), cache: traces.at(-1)?.authorizer?.cache }).toEqual(expected);
          }
        },
      ),
      { numRuns: 250 },
    );
  });
});
