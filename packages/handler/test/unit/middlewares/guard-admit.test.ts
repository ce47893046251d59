import { describe, expect, it } from '@jest/globals';
import { allOf, anyOf, authenticated, iam, open, scopes } from '@scopegate/contract';
import { encodeContext, encodePolicyContext, type Principal, reasons } from '@scopegate/contract/decision';
import { httpEvent } from '@scopegate/testing';
import { HttpProblem } from '../../../src/errors/http-problem.ts';
import { callerOf } from '../../../src/guarded-callers.ts';
import { admit, GuardFault, type GuardOptions, guard } from '../../../src/middlewares/guard.ts';

type Access = GuardOptions['route']['access'];

const issuer = 'https://issuer.example';
const now = 1_000;
const key = 'GET /things';
const principal: Principal = { issuer, subject: 'user-1', scopes: ['read'], validUntil: now + 1, claims: {} };
const allow = { outcome: 'allow', reason: 'allowed' } as const;
const lacking = { outcome: 'deny', reason: 'insufficient_scope', missing: ['write'] } as const;

const carried = (changed: object = {}) => ({
  decision: allow,
  principal,
  routeKey: key,
  decisionId: 'run-1',
  ...changed,
});
const simple = (changed?: object) => ({ lambda: encodeContext(carried(changed)) });
const policy = (changed: object = {}) => ({
  lambda: encodePolicyContext({ principal: { ...principal, ...changed }, decisionId: 'run-1' }),
});

const options = (access: Access, response: 'simple' | 'policy' = 'simple'): GuardOptions => ({
  realm: 'Things',
  route: { route: key, access },
  impliesOthers: (scope) => scope === 'admin',
  trustedIssuers: () => ['https://other.example', { issuer, requestForm: 'things/{scope}' }],
  response: () => response,
  now: () => now * 1_000,
});

/** An event with anything as authorizer; `none`: without the member. */
const eventWith = (authorizer: unknown, routeKey = key) => {
  const event = httpEvent(routeKey);
  return { ...event, requestContext: { ...event.requestContext, ...(authorizer === 'none' ? {} : { authorizer }) } };
};
const outcome = (authorizer: unknown, given: GuardOptions, routeKey = key): unknown => {
  try {
    return admit(eventWith(authorizer, routeKey) as never, given);
  } catch (thrown) {
    return thrown;
  }
};
const readOrWrite = anyOf(allOf('read'), allOf('write', 'admin'));

describe('admit lets in', () => {
  it.each([
    { name: 'anybody where it is open', access: open(), authorizer: 'none' },
    { name: 'anybody where it is open, whatever the context', access: open(), authorizer: { lambda: 1 } },
  ])('$name', ({ access, authorizer }) => {
    expect(outcome(authorizer, options(access))).toEqual({ kind: 'open' });
  });

  it('who signed the request', () => {
    const caller = { userArn: 'arn:aws:iam::123456789012:user/ops', accountId: '123456789012' };
    expect(outcome({ iam: caller }, options(iam()))).toEqual({ kind: 'iam', caller });
  });

  it.each([
    { name: 'a token that suffices', access: scopes('read') },
    { name: 'any token', access: authenticated() },
    { name: 'a token with one of the alternatives', access: readOrWrite },
  ])('$name, behind both kinds of responses', ({ access }) => {
    const context = carried();
    expect(outcome(simple(), options(access))).toEqual({ kind: 'principal', context });
    expect(outcome(policy(), options(access, 'policy'))).toEqual({ kind: 'principal', context });
  });
});

describe('admit calls a fault', () => {
  const untrusted = { ...principal, issuer: `${issuer}/` };

  it.each<{ name: string; authorizer: unknown; code: string; access?: Access; response?: 'policy'; routeKey?: string }>(
    [
      { name: 'another route', authorizer: simple(), code: 'context_route', routeKey: 'GET /other' },
      {
        name: 'another route where it is open',
        authorizer: 'none',
        code: 'context_route',
        access: open(),
        routeKey: 'GET /other',
      },
      { name: 'a signature that lacks', authorizer: 'none', code: 'caller_missing', access: iam() },
      { name: 'a token for a signature', authorizer: simple(), code: 'caller_missing', access: iam() },
      { name: 'no authorizer', authorizer: 'none', code: 'context_missing' },
      { name: 'an undefined authorizer', authorizer: undefined, code: 'context_missing' },
      { name: 'a null authorizer', authorizer: null, code: 'context_missing' },
      { name: 'an authorizer that is a text', authorizer: 'lambda', code: 'context_missing' },
      { name: 'an authorizer of another kind', authorizer: { iam: simple().lambda }, code: 'context_missing' },
      { name: 'a function for an authorizer', authorizer: Object.assign(() => 0, simple()), code: 'context_missing' },
      { name: 'a context of the other kind', authorizer: policy(), code: 'context_version' },
      { name: 'a context for another route', authorizer: simple({ routeKey: 'GET /other' }), code: 'context_route' },
      { name: 'an untrusted issuer', authorizer: simple({ principal: untrusted }), code: 'context_issuer' },
      {
        name: 'an allow that the rule is against',
        authorizer: simple(),
        code: 'context_principal',
        access: scopes('write'),
      },
      {
        name: 'an untrusted issuer behind policies',
        authorizer: policy({ issuer: `${issuer}/` }),
        code: 'context_issuer',
        response: 'policy',
      },
      { name: 'no authorizer behind policies', authorizer: 'none', code: 'context_missing', response: 'policy' },
      { name: 'a decision behind policies', authorizer: simple(), code: 'context_version', response: 'policy' },
      {
        name: 'a rule that grants nothing, behind policies',
        authorizer: policy(),
        code: 'context_principal',
        access: { kind: 'scopes', anyOf: [] } as never,
        response: 'policy',
      },
    ],
  )('$name: $code', ({ authorizer, code, access = scopes('read'), response, routeKey }) => {
    const thrown = outcome(authorizer, options(access, response), routeKey);
    expect(thrown).toBeInstanceOf(GuardFault);
    const { text, remedy } = reasons[code as keyof typeof reasons];
    expect(thrown).toMatchObject({ name: 'GuardFault', code, message: `${text}. ${remedy}.` });
  });
});

describe('admit challenges', () => {
  const expired = { validUntil: now };
  const headers = (parameters: string) => ({
    'www-authenticate': `Bearer realm="Things", ${parameters}`,
    'scopegate-decision-id': 'run-1',
  });
  const ofExpiry = {
    status: 401,
    title: reasons.token_expired.text,
    options: {
      code: 'token_expired',
      detail: reasons.token_expired.remedy,
      headers: headers('error="invalid_token", error_description="The access token expired"'),
      members: { challenge: { error: 'invalid_token' } },
    },
  };
  const ofScope = (anyOf: readonly (readonly string[])[], scope = 'things/write') => ({
    status: 403,
    title: reasons.insufficient_scope.text,
    options: {
      code: 'insufficient_scope',
      detail: reasons.insufficient_scope.remedy,
      headers: headers(
        `error="insufficient_scope", error_description="The access token lacks a required scope", scope="${scope}"`,
      ),
      members: { challenge: { error: 'insufficient_scope', scope }, anyOf },
    },
  });

  it.each<{ name: string; authorizer: unknown; access: Access; response?: 'policy'; is: object }>([
    {
      name: 'an allow of a token that expired since',
      authorizer: simple({ principal: { ...principal, ...expired } }),
      access: scopes('read'),
      is: ofExpiry,
    },
    {
      name: 'the same on a route for any token',
      authorizer: simple({ principal: { ...principal, ...expired } }),
      access: authenticated(),
      is: ofExpiry,
    },
    {
      name: 'a token that expired, behind policies',
      authorizer: policy(expired),
      access: scopes('read'),
      response: 'policy',
      is: ofExpiry,
    },
    {
      name: 'a denial that its own rule does not know, with what the authorizer missed',
      authorizer: simple({ decision: lacking }),
      access: readOrWrite,
      is: ofScope(readOrWrite.anyOf),
    },
    {
      name: 'a carried denial for scopes where none are asked for',
      authorizer: simple({ decision: lacking }),
      access: authenticated(),
      is: {
        ...ofScope([]),
        options: {
          ...ofScope([]).options,
          members: { challenge: { error: 'insufficient_scope', scope: 'things/write' } },
        },
      },
    },
    {
      name: 'a carried denial, with all of the alternative that needs no wider scope',
      authorizer: simple({ decision: lacking }),
      access: anyOf(allOf('admin'), allOf('read', 'write')),
      is: ofScope([['admin'], ['read', 'write']], 'things/read things/write'),
    },
    {
      name: 'a scope that lacks, behind policies',
      authorizer: policy(),
      access: scopes('write'),
      response: 'policy',
      is: ofScope([['write']]),
    },
  ])('$name', ({ authorizer, access, response, is }) => {
    const thrown = outcome(authorizer, options(access, response));
    expect(thrown).toBeInstanceOf(HttpProblem);
    const { status, title, options: given } = thrown as HttpProblem;
    expect({ status, title, options: given }).toStrictEqual(is);
  });

  it('a scope that lacks, by the contract’s name where the issuer has no other form for it', () => {
    const given = { ...options(scopes('write')), trustedIssuers: () => [issuer] };
    const thrown = outcome(simple({ decision: lacking }), given) as HttpProblem;
    expect(thrown.options.members?.['challenge']).toEqual({ error: 'insufficient_scope', scope: 'write' });
  });
});

describe('guard', () => {
  it('remembers the caller before the handler runs', async () => {
    const event = eventWith(simple());
    await guard(options(scopes('read'))).before?.({ event } as never);
    expect(callerOf(event)).toEqual({ kind: 'principal', context: carried() });
  });
});
