// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of a format
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import aws4 from 'aws4';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { GatewayRequest } from '../../../src/gateway/index.ts';
import { formatAccessLog } from '../../../src/gateway/observe/access-log.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import type { DomainName } from '../../../src/model/index.ts';
import {
  custom,
  type FixtureOptions,
  fixture,
  jwtRoute,
  outcome,
  proxyRoute,
  route,
  stage,
  startAt,
} from './support.ts';

/** The list of the developer guide, http-api-logging-variables, and what of the 2023 list has gone from it. */
const documented = [
  'accountId',
  'apiId',
  'authorizer.claims.sub',
  'authorizer.claims',
  'authorizer.error',
  'authorizer.principalId',
  'authorizer.text',
  'authorizer.number',
  'authorizer.flag',
  'authorizer.list',
  'authorizer.map',
  'authorizer.nothing',
  'awsEndpointRequestId',
  'awsEndpointRequestId2',
  'customDomain.basePathMatched',
  'dataProcessed',
  'domainName',
  'domainPrefix',
  'error.message',
  'error.messageString',
  'error.responseType',
  'extendedRequestId',
  'httpMethod',
  'identity.accountId',
  'identity.caller',
  'identity.cognitoAuthenticationProvider',
  'identity.cognitoAuthenticationType',
  'identity.cognitoIdentityId',
  'identity.cognitoIdentityPoolId',
  'identity.principalOrgId',
  'identity.clientCert.clientCertPem',
  'identity.clientCert.subjectDN',
  'identity.clientCert.issuerDN',
  'identity.clientCert.serialNumber',
  'identity.clientCert.validity.notBefore',
  'identity.clientCert.validity.notAfter',
  'identity.sourceIp',
  'identity.user',
  'identity.userAgent',
  'identity.userArn',
  'integration.error',
  'integration.integrationStatus',
  'integration.latency',
  'integration.requestId',
  'integration.status',
  'integrationErrorMessage',
  'integrationLatency',
  'integrationStatus',
  'path',
  'protocol',
  'requestId',
  'requestTime',
  'requestTimeEpoch',
  'responseLatency',
  'responseLength',
  'routeKey',
  'stage',
  'status',
  // REST and WebSocket APIs have these; the page of HTTP APIs does not.
  'authorizer.latency',
  'authorizer.status',
  'authorizer.requestId',
  'authorizer.integrationLatency',
  'authorizer.integrationStatus',
  'authorize.error',
  'authenticate.status',
  'wafResponseCode',
  'xrayTraceId',
];

const separator = '\u241f';

const format = documented.map((name) => `$context.${name}`).join(separator);

/** What a request's line says, by variable; what reads `-` is left out. */
async function logged(options: FixtureOptions, request: Partial<GatewayRequest> & { readonly target: string }) {
  const accessLog = { format, destinationArn: 'arn' };
  const stages = (options.stages ?? [stage()]).map((each) => ({ ...each, accessLog }));
  const { gateway, accessLog: lines } = fixture({ ...options, stages });
  const headers = [['User-Agent', 'curl/8'] as const, ...(request.headers ?? [['Host', '127.0.0.1:3000'] as const])];
  const whole = { method: 'GET', body: new Uint8Array(), sourceIp: '203.0.113.7', ...request, headers };
  await gateway.handle(whole);
  const values = (lines[0] ?? '').split(separator);
  expect(values).toHaveLength(documented.length);
  return Object.fromEntries(documented.map((name, at) => [name, values[at]]).filter(([, value]) => value !== '-'));
}

const id = 'BwcHBwcHBwcHBwc=';

const common = {
  accountId: '123456789012',
  apiId: 'abc1234567',
  dataProcessed: '2',
  domainName: 'abc1234567.execute-api.us-east-1.amazonaws.com',
  domainPrefix: 'abc1234567',
  extendedRequestId: id,
  httpMethod: 'GET',
  'identity.sourceIp': '203.0.113.7',
  'identity.userAgent': 'curl/8',
  path: '/x',
  protocol: 'HTTP/1.1',
  requestId: id,
  requestTime: '12/Mar/2026:19:03:58 +0000',
  requestTimeEpoch: String(startAt),
  responseLatency: '0',
  responseLength: '2',
  routeKey: 'GET /x',
  stage: '$default',
  status: '200',
};

const lambdaId = '3f0e9b1c-0000-4000-8000-000000000000';

const byLambda = {
  awsEndpointRequestId: lambdaId,
  'integration.integrationStatus': '200',
  'integration.latency': '0',
  'integration.requestId': lambdaId,
  'integration.status': '200',
  integrationLatency: '0',
  integrationStatus: '200',
};

const bearer = [
  ['Host', 'a'],
  ['Authorization', 'Bearer abcdefgh'],
] as const;

const refused = (status: number, message: string) => ({
  ...common,
  status: String(status),
  'error.message': message,
  'error.messageString': `\\"${message}\\"`,
  responseLength: String(message.length + 14),
  dataProcessed: String(message.length + 14),
});

describe('every documented variable', () => {
  it('of a Lambda authorizer: the context with its types, the principal', async () => {
    const context = { text: 'value', number: 1, flag: true, list: ['a', 1], map: { a: 'b' }, nothing: null };
    const answer = {
      principalId: 'user-7',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
      },
      context,
    };
    const options = {
      routes: [route('GET /x', custom({ enableSimpleResponses: false }))],
      handlers: { authorizer: () => answer },
    };
    expect(await logged(options, { target: '/x?q=1', headers: bearer })).toEqual({
      ...common,
      ...byLambda,
      'authorizer.principalId': 'user-7',
      'authorizer.text': 'value',
      'authorizer.number': '1',
      'authorizer.flag': 'true',
      'authorizer.list': '[\\"a\\",1]',
      'authorizer.map': '{\\"a\\":\\"b\\"}',
    });
  });

  describe('of a JWT authorizer', () => {
    let privateKey: CryptoKey;
    let jwk: JWK;
    beforeAll(async () => {
      const pair = await generateKeyPair('RS256');
      privateKey = pair.privateKey;
      jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1' };
    });
    const send = async (claims: object) => {
      const token = await new SignJWT({
        iss: 'https://issuer.example',
        aud: 'orders',
        exp: startAt / 1000 + 60,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .sign(privateKey);
      const options = { routes: [jwtRoute('GET /x')], issuerKeys: { 'https://issuer.example': { keys: [jwk] } } };
      return logged(options, {
        target: '/x',
        headers: [
          ['Host', 'a'],
          ['Authorization', `Bearer ${token}`],
        ],
      });
    };

    it('are its claims, one by one', async () => {
      expect(await send({ sub: 'u1' })).toEqual({ ...common, ...byLambda, 'authorizer.claims.sub': 'u1' });
    });

    it('are no claims of a token that is refused, and why it is', async () => {
      expect(await send({ sub: 'u1', aud: 'x' })).toEqual({
        ...refused(401, 'Unauthorized'),
        'authorizer.error': 'the token does not have a valid audience',
      });
    });
  });

  it('of an IAM caller', async () => {
    const { headers } = aws4.sign(
      {
        service: 'execute-api',
        region: 'us-east-1',
        method: 'GET',
        path: '/x',
        host: 'a',
        headers: { 'X-Amz-Date': '20260312T190358Z' },
        body: '',
      },
      { accessKeyId: 'AKIAALICE', secretAccessKey: 'alice-secret' },
    );
    const identity = {
      accessKeyId: 'AKIAALICE',
      secretAccessKey: 'alice-secret',
      userArn: 'arn:aws:iam::123456789012:user/alice',
      userId: 'AIDAALICE',
      accountId: '123456789012',
      policies: [{ Statement: { Effect: 'Allow' as const, Action: 'execute-api:Invoke', Resource: '*' } }],
    };
    const options = { routes: [route('GET /x', { type: 'AWS_IAM' as const })], identities: [identity] };
    expect(await logged(options, { target: '/x', headers: Object.entries(headers) })).toEqual({
      ...common,
      ...byLambda,
      'identity.accountId': '123456789012',
      'identity.caller': 'AIDAALICE',
      'identity.user': 'AIDAALICE',
      'identity.userArn': 'arn:aws:iam::123456789012:user/alice',
    });
  });

  describe('of an HTTP integration', () => {
    const server = createServer((_, response) => {
      response.writeHead(203, { 'x-amzn-requestid': 'target-id', 'x-amz-id-2': 'second-id' }).end('served');
    });
    beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
    afterAll(() => {
      server.close();
    });

    it('are what its target answered, and by which ids', async () => {
      const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const routes = [proxyRoute('POST /x', { uri })];
      expect(await logged({ routes }, { method: 'POST', target: '/x', body: Buffer.from('four') })).toEqual({
        ...common,
        ...byLambda,
        httpMethod: 'POST',
        routeKey: 'POST /x',
        status: '203',
        responseLength: '6',
        dataProcessed: '10',
        awsEndpointRequestId: 'target-id',
        awsEndpointRequestId2: 'second-id',
        'integration.requestId': 'target-id',
        'integration.status': '203',
        'integration.integrationStatus': '203',
        integrationStatus: '203',
      });
    });
  });

  it('of a custom domain with mutual TLS', async () => {
    const domain: DomainName = {
      stack: 'Test',
      logicalId: 'Domain',
      domainName: 'api.example.com',
      mutualTls: true,
      mappings: [{ stack: 'Test', logicalId: 'Map', apiId: 'abc1234567', stage: 'prod', key: 'v1/orders' }],
    };
    const clientCertificate = {
      clientCertPem: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      subjectDN: 'CN=client',
      issuerDN: 'CN=Trust',
      serialNumber: '0a:1b',
      validity: { notBefore: 'May 28 12:30:02 2019 GMT', notAfter: 'Aug  5 09:36:04 2021 GMT' },
    };
    const options = { routes: [route('GET /x')], stages: [stage('prod')], domainNames: [domain] };
    const request = { target: '/v1/orders/x', headers: [['Host', 'API.example.com']] as const, clientCertificate };
    expect(await logged(options, request)).toEqual({
      ...common,
      ...byLambda,
      stage: 'prod',
      path: '/v1/orders/x',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      'customDomain.basePathMatched': 'v1/orders',
      'identity.clientCert.clientCertPem': '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n',
      'identity.clientCert.subjectDN': 'CN=client',
      'identity.clientCert.issuerDN': 'CN=Trust',
      'identity.clientCert.serialNumber': '0a:1b',
      'identity.clientCert.validity.notBefore': 'May 28 12:30:02 2019 GMT',
      'identity.clientCert.validity.notAfter': 'Aug  5 09:36:04 2021 GMT',
    });
  });

  const malformed =
    "The response from the Lambda Authorizer function doesn't match the format that API Gateway expects. " +
    'Invalid json in authorizer response';
  const { routeKey: _, ...unrouted } = refused(404, 'Not Found');
  it.each<{ name: string; options: FixtureOptions; headers?: typeof bearer; line: Record<string, string> }>([
    { name: 'no route', options: { routes: [route('GET /y')] }, line: unrouted },
    {
      name: 'a missing identity source, in silence',
      options: { routes: [route('GET /x', custom())] },
      line: refused(401, 'Unauthorized'),
    },
    {
      name: 'a denial, with its context',
      options: {
        routes: [route('GET /x', custom())],
        handlers: { authorizer: () => ({ isAuthorized: false, context: { text: 'suspended' } }) },
      },
      headers: bearer,
      line: { ...refused(403, 'Forbidden'), 'error.responseType': 'ACCESS_DENIED', 'authorizer.text': 'suspended' },
    },
    {
      name: "a malformed answer of the authorizer, in AWS's words",
      options: { routes: [route('GET /x', custom())], handlers: { authorizer: () => ({ isAuthorized: 'true' }) } },
      headers: bearer,
      line: { ...refused(500, 'Internal Server Error'), 'authorizer.error': malformed },
    },
    {
      name: 'an authorizer that throws',
      options: {
        routes: [route('GET /x', custom())],
        handlers: { authorizer: () => outcome({ kind: 'failed', error: { errorMessage: 'boom' } }) },
      },
      headers: bearer,
      line: { ...refused(500, 'Internal Server Error'), 'authorizer.error': malformed },
    },
    {
      name: "an unsigned request, in AWS's words",
      options: { routes: [route('GET /x', { type: 'AWS_IAM' })] },
      line: {
        ...refused(403, 'Forbidden'),
        'error.responseType': 'ACCESS_DENIED',
        'authorizer.error': "The request for the IAM Authorizer doesn't match the format that API Gateway expects.",
      },
    },
    {
      name: 'a throttled request',
      options: {
        routes: [route('GET /x')],
        stages: [stage('$default', { defaultThrottle: { rateLimit: 0, burstLimit: 0 } })],
      },
      line: refused(429, 'Too Many Requests'),
    },
    {
      name: 'a function that fails: Lambda itself answered 200',
      options: {
        routes: [route('GET /x')],
        handlers: { backend: () => outcome({ kind: 'failed', error: { errorType: 'Error', errorMessage: 'boom' } }) },
      },
      line: {
        ...refused(500, 'Internal Server Error'),
        awsEndpointRequestId: lambdaId,
        'integration.requestId': lambdaId,
        'integration.integrationStatus': '200',
        'integration.latency': '0',
        integrationLatency: '0',
        integrationStatus: '200',
        'integration.error': 'integration Test/Integration failed: Error: boom',
        integrationErrorMessage: 'integration Test/Integration failed: Error: boom',
      },
    },
  ])('of $name', async ({ options, headers, line }) => {
    expect(await logged(options, { target: '/x', ...(headers && { headers }) })).toEqual(line);
  });
});

const hostile = 'a"b\\c,d<e>\u0001é\u0085';

describe('a format', () => {
  const line = async (text: string, userAgent = 'curl/8') => {
    const accessLog = { format: text, destinationArn: 'arn' };
    const { send, accessLog: lines } = fixture({
      stages: [stage('$default', { accessLog })],
      routes: [route('GET /x')],
    });
    await send('GET', '/x', { headers: [['User-Agent', userAgent]] });
    return lines[0];
  };

  it.each([
    {
      name: 'CLF',
      text: '$context.identity.sourceIp - - [$context.requestTime] "$context.httpMethod $context.routeKey $context.protocol" $context.status $context.responseLength $context.requestId $context.integrationErrorMessage',
      expected: `203.0.113.7 - - [12/Mar/2026:19:03:58 +0000] "GET GET /x HTTP/1.1" 200 2 ${id} -`,
    },
    {
      name: 'JSON',
      text: '{"requestId":"$context.requestId","routeKey":"$context.routeKey","status":$context.status,"error":"$context.error.message"}',
      expected: `{"requestId":"${id}","routeKey":"GET /x","status":200,"error":"-"}`,
    },
    {
      name: 'XML',
      text: '<request id="$context.requestId"><stage>$context.stage</stage><status>$context.status</status></request>',
      expected: `<request id="${id}"><stage>$default</stage><status>200</status></request>`,
    },
    {
      name: 'CSV',
      text: '$context.requestId,$context.identity.sourceIp,$context.routeKey,$context.status,$context.authorizer.error',
      expected: `${id},203.0.113.7,GET /x,200,-`,
    },
    {
      name: 'variables side by side, with text that only looks like one',
      text: '$context.status$context.stage.$context.requestId-$contextual.x $context. $$context.status ${context.status}',
      expected: `200$default.${id}-$contextual.x $context. $200 \${context.status}`,
    },
  ])('in $name is filled in', async ({ text, expected }) => {
    expect(await line(text)).toBe(expected);
  });

  it('in JSON stays one line and one object, whatever a client sends', async () => {
    const text = await line('{"id":"$context.requestId","agent":"$context.identity.userAgent"}', hostile);
    expect(JSON.parse(text ?? '')).toEqual({ id, agent: hostile });
    expect([...(text ?? '')].every((character) => character >= ' ')).toBe(true);
  });

  it.each([
    { text: '$context.authorizer.claims.cognito:groups', expected: 'admin' },
    { text: '$context.authorizer.a-b_c', expected: 'dashed' },
    { text: '$context.authorizer.sub: $context.authorizer.sub- $context.authorizer.sub.', expected: 'u1: u1- u1.' },
  ])('names what an authorizer named: $text', ({ text, expected }) => {
    const variables = new Map([
      ['authorizer.claims.cognito:groups', 'admin'],
      ['authorizer.a-b_c', 'dashed'],
      ['authorizer.sub', 'u1'],
    ]);
    expect(formatAccessLog(text, variables, defaultSettings)).toBe(expected);
  });

  it('does not fill in what a value says', async () => {
    expect(await line('$context.requestId $context.identity.userAgent', '$context.stage $& $1 {}')).toBe(
      `${id} $context.stage $& $1 {}`,
    );
  });
});

describe('formatAccessLog', () => {
  const variables = new Map([
    ['requestId', 'id='],
    ['authorizer.sub', 'a"\n$context.status'],
    ['status', '200'],
    ['empty', ''],
  ]);
  it.each([
    { format: '$context.requestId $context.status.', line: 'id= 200.' },
    { format: '$context.unknown $context.empty', line: '- -' },
    { format: '"$context.authorizer.sub"', line: '"a\\"\\n$context.status"' },
    { format: '$stageVariables.x $request.header.y', line: '$stageVariables.x $request.header.y' },
  ])('$format', ({ format, line }) => {
    expect(formatAccessLog(format, variables, defaultSettings)).toBe(line);
  });
});
