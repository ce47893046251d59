import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainName } from '../../../src/model/index.ts';
import { type Issued, issue } from '../../support/x509.ts';
import { custom, type Fixture, fixture, lambda, route, stage } from './support.ts';

const domain = (changes: Partial<DomainName> = {}): DomainName => ({
  stack: 'Test',
  logicalId: 'Domain',
  domainName: 'api.example.com',
  mutualTls: false,
  mappings: [],
  ...changes,
});
const mapping = (key: string, stageName = '$default', apiId = 'abc1234567') => ({
  stack: 'Test',
  logicalId: 'Mapping',
  apiId,
  stage: stageName,
  key,
});
const ask = async ({ gateway }: Fixture, target: string, host = 'api.example.com') => {
  const headers = [['Host', host]] as const;
  const answer = await gateway.handle({
    method: 'GET',
    target,
    headers,
    body: new Uint8Array(),
    sourceIp: '127.0.0.1',
  });
  return answer.status;
};
const lastEvent = ({ functions }: Fixture) => functions.eventsOf('backend').at(-1);

describe('a custom domain', () => {
  const stages = [stage(), stage('dev')];
  const routes = [route('GET /pets'), route('GET /')];
  const served = () =>
    fixture({
      stages,
      routes,
      domainNames: [domain({ mappings: [mapping(''), mapping('v1', 'dev'), mapping('v1/beta', 'dev')] })],
    });

  it.each([
    { target: '/pets', stageName: '$default', key: '(none)' },
    { target: '/v1/pets', stageName: 'dev', key: 'v1' },
    { target: '/v1', stageName: 'dev', key: 'v1' },
    { target: '/v1/beta/pets', stageName: 'dev', key: 'v1/beta' },
  ])('maps $target to stage $stageName', async ({ target, stageName, key }) => {
    const accessLog = {
      format: '$context.requestId $context.domainName $context.customDomain.basePathMatched',
      destinationArn: 'arn',
    };
    const logged = fixture({
      stages: stages.map((each) => ({ ...each, accessLog })),
      routes,
      domainNames: [domain({ mappings: [mapping(''), mapping('v1', 'dev'), mapping('v1/beta', 'dev')] })],
    });
    expect(await ask(logged, target, 'API.example.com:8443')).toBe(200);
    expect(lastEvent(logged)).toMatchObject({
      rawPath: target,
      requestContext: { stage: stageName, domainName: 'api.example.com', domainPrefix: 'api' },
    });
    expect(logged.accessLog).toEqual([`BwcHBwcHBwcHBwc= api.example.com ${key}`]);
  });

  it('does not take the stage from the path, nor half a segment for a key', async () => {
    expect(await ask(served(), '/dev/pets')).toBe(404);
    expect(await ask(served(), '/v1x/pets')).toBe(404);
    expect(await ask(served(), '/pets', '127.0.0.1:3000')).toBe(200);
  });

  it.each([
    { setting: 403, status: 403 },
    { setting: 404, status: 404 },
  ] as const)('answers $status where no mapping fits', async ({ setting, status }) => {
    const unmapped = fixture({
      routes,
      domainNames: [domain({ mappings: [mapping('v1')] })],
      settings: { unmappedDomainStatus: setting },
    });
    expect(await ask(unmapped, '/pets')).toBe(status);
  });

  it('hands requests for another API to its gateway', async () => {
    const domainNames = [domain({ mappings: [mapping('a'), mapping('b', '$default', 'other')] })];
    const neighbour = fixture({
      apiId: 'other',
      routes,
      domainNames,
      functions: [
        lambda('backend', {
          permissions: [{ stack: 'T', logicalId: 'G', action: 'lambda:InvokeFunction', principal: '*' }],
        }),
      ],
    });
    const first = fixture({ routes, domainNames, gatewayOf: (id) => (id === 'other' ? neighbour.gateway : undefined) });
    expect(await ask(first, '/b/pets')).toBe(200);
    expect(first.functions.calls).toEqual([]);
    expect(lastEvent(neighbour)).toMatchObject({ requestContext: { apiId: 'other' } });
  });

  it('stays open when the execute-api host is disabled', async () => {
    const open = fixture({
      routes,
      disableExecuteApiEndpoint: true,
      domainNames: [domain({ mappings: [mapping('')] })],
    });
    expect(await ask(open, '/pets')).toBe(200);
    expect(await ask(open, '/pets', 'abc1234567.execute-api.us-east-1.amazonaws.com')).toBe(403);
  });
});

describe('mutual TLS', () => {
  let authority: Issued;
  let stranger: Issued;
  let listener: Issued;
  let client: Issued;
  let subject: Fixture;
  let port: number;
  beforeAll(async () => {
    authority = issue({ name: 'Trust', isAuthority: true });
    stranger = issue({ name: 'Trust', isAuthority: true });
    listener = issue({ name: 'listener', ipAddress: [127, 0, 0, 1] });
    client = issue({ name: 'client', issuer: authority });
    const domainNames = [
      domain({ mutualTls: true, mappings: [mapping('')] }),
      domain({ domainName: 'other.example.com', mutualTls: true, mappings: [mapping('')] }),
    ];
    const accessLog = { format: '$context.requestId $context.identity.clientCert.subjectDN', destinationArn: 'arn' };
    subject = fixture({
      domainNames,
      stages: [stage('$default', { accessLog })],
      routes: [route('GET /pets', custom()), route('GET /one', { type: 'NONE' }, { payloadFormatVersion: '1.0' })],
      handlers: { authorizer: () => ({ isAuthorized: true }) },
    });
    const tls = {
      certificate: listener.certificate,
      key: listener.key,
      truststore: `# ours\n${authority.certificate}`,
    };
    port = (await subject.listenForDomain('api.example.com', tls)).port;
  });
  afterAll(() => subject.close());

  const call = (shown: Issued | undefined, path = '/pets', host = 'api.example.com', at = port) =>
    new Promise<number>((resolve, reject) => {
      const certificate = shown && { cert: shown.certificate, key: shown.key };
      const headers = { host, authorization: 'Bearer abcdefgh' };
      const options = {
        host: '127.0.0.1',
        port: at,
        path,
        headers,
        ca: listener.certificate,
        servername: '',
        agent: false,
        ...certificate,
      };
      const outgoing = request(options, (response) =>
        response.resume().on('end', () => resolve(response.statusCode ?? 0)),
      );
      outgoing.on('error', reject).end();
    });

  it("shows the client's certificate to authorizer, function and access log", async () => {
    expect(await call(client)).toBe(200);
    const authentication = {
      clientCert: {
        clientCertPem: client.certificate,
        subjectDN: 'CN=client',
        issuerDN: 'CN=Trust',
        serialNumber: '0a:1b:2c',
        validity: {
          notBefore: expect.stringMatching(/^\w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT$/),
          notAfter: expect.any(String),
        },
      },
    };
    expect(subject.functions.eventsOf('authorizer').at(-1)).toMatchObject({ requestContext: { authentication } });
    expect(lastEvent(subject)).toMatchObject({ requestContext: { authentication } });
    expect(subject.accessLog.at(-1)).toBe('BwcHBwcHBwcHBwc= CN=client');
    expect(await call(client, '/one')).toBe(200);
    expect(lastEvent(subject)).toMatchObject({ requestContext: { identity: authentication } });
  });

  it.each([
    { name: 'no certificate', shown: () => undefined },
    { name: 'one of another authority of the same name', shown: () => issue({ name: 'client', issuer: stranger }) },
    { name: 'one that signs itself', shown: () => issue({ name: 'client' }) },
    {
      name: 'one that has expired',
      shown: () => issue({ name: 'client', issuer: authority, notAfter: Date.now() - 1_000 }),
    },
    {
      name: 'one that is not valid yet',
      shown: () => issue({ name: 'client', issuer: authority, notBefore: Date.now() + 600_000 }),
    },
  ])('lets no client in with $name', async ({ shown }) => {
    const before = subject.functions.calls.length;
    await expect(call(shown())).rejects.toThrow();
    expect(subject.functions.calls).toHaveLength(before);
  });

  it('refuses whom it would not shake hands with by 403, when told to', async () => {
    const lenient = fixture({
      domainNames: [domain({ mutualTls: true, mappings: [mapping('')] })],
      routes: [route('GET /pets')],
      settings: { mutualTlsFailure: 'forbidden' },
    });
    const tls = { certificate: listener.certificate, key: listener.key, truststore: authority.certificate };
    const { port: at } = await lenient.listenForDomain('api.example.com', tls);
    const statuses: number[] = [];
    for (const shown of [client, undefined, issue({ name: 'client', issuer: stranger }), issue({ name: 'client' })]) {
      statuses.push(await call(shown, '/pets', 'api.example.com', at));
    }
    await lenient.close();
    expect(statuses).toEqual([200, 403, 403, 403]);
    expect(lenient.functions.calls).toHaveLength(1);
  });

  it('says nothing to another domain', async () => {
    expect(await call(client, '/pets', 'other.example.com')).toBe(403);
  });

  it('is not passed by on a plain connection', async () => {
    expect(await ask(subject, '/pets')).toBe(403);
    expect(await ask(subject, '/pets', 'other.example.com')).toBe(403);
  });

  it.each([
    {
      name: 'a domain without mutual TLS',
      domainName: 'x.example',
      truststore: '',
      words: 'is no custom domain with MutualTls',
    },
    { name: 'an empty truststore', domainName: 'api.example.com', truststore: '', words: 'holds no PEM certificate' },
    {
      name: 'a broken truststore',
      domainName: 'api.example.com',
      truststore: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      words: 'certificate 0 of the truststore cannot be read',
    },
  ])('does not start for $name', async ({ domainName, truststore, words }) => {
    const tls = { certificate: listener.certificate, key: listener.key, truststore };
    await expect(subject.listenForDomain(domainName, tls)).rejects.toThrow(words);
  });
});
