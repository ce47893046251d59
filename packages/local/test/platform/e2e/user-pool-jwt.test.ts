// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Platform, startPlatform, TemplateError } from '../../../src/index.ts';
import { removeAssemblies, writeAssembly } from '../../template/unit/support/assembly-on-disk.ts';
import { type Loose, ordersTemplate } from '../../template/unit/support/orders-template.ts';

/** The orders stack with a JWT authorizer of its own user pool, and a custom domain. */
function template(domain: Loose = {}): Loose {
  const made = ordersTemplate();
  made.Resources.Jwt = {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      Name: 'jwt',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: [{ Ref: 'Client' }],
        Issuer: { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}' },
      },
    },
  };
  Object.assign(made.Resources.Health.Properties, {
    AuthorizationType: 'JWT',
    AuthorizerId: { Ref: 'Jwt' },
    AuthorizationScopes: ['orders/read'],
  });
  made.Resources.DomainName = {
    Type: 'AWS::ApiGatewayV2::DomainName',
    Properties: { DomainName: 'orders.example.com', ...domain },
  };
  made.Resources.Mapping = {
    Type: 'AWS::ApiGatewayV2::ApiMapping',
    Properties: {
      ApiId: { Ref: 'Api' },
      DomainName: { Ref: 'DomainName' },
      Stage: { Ref: 'Stage' },
      ApiMappingKey: 'v1',
    },
  };
  return made;
}

describe("a JWT authorizer of the stack's own user pool", () => {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'scopegate-platform-'));
  let platform: Platform;
  beforeAll(async () => {
    const assembly = writeAssembly({ Orders: template() });
    writeFileSync(
      join(assembly, 'asset.aaaa', 'index.js'),
      'exports.handler = async (event) => event.requestContext.authorizer;',
    );
    platform = await startPlatform({ assembly, stateDirectory, port: 0 });
  });
  afterAll(async () => {
    await platform?.close();
    rmSync(stateDirectory, { recursive: true, force: true });
    removeAssemblies();
  });

  const token = async (): Promise<string> => {
    const [pool] = platform.pools;
    const [client] = pool?.clients ?? [];
    const response = await fetch(pool?.tokenEndpoint ?? '', {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${client?.clientId}:${client?.clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };

  it('lets in what the pool issues, until it expires by the clock', async () => {
    const url = `${platform.apis[0]?.url}/health`;
    const headers = { authorization: `Bearer ${await token()}` };
    const answer = await fetch(url, { headers });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      {
        jwt: {
          claims: expect.objectContaining({
            token_use: 'access',
            client_id: platform.pools[0]?.clients[0]?.clientId,
            scope: 'orders/read',
          }),
          scopes: ['orders/read'],
        },
      },
    ]);
    platform.clock.advance(16 * 60_000);
    const late = await fetch(url, { headers });
    expect([late.status, late.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer scope="" error="invalid_token" error_description="the token has expired"',
    ]);
  });

  it('is reached by the custom domain, under its mapping', async () => {
    expect(platform.domains).toEqual([
      { domainName: 'orders.example.com', url: platform.apis[0]?.url, mutualTls: false },
    ]);
    const authorization = `Bearer ${await token()}`;
    const statusOf = (path: string) =>
      new Promise<number>((resolve, reject) => {
        const options = { path, headers: { host: 'orders.example.com', authorization }, agent: false };
        request(platform.domains[0]?.url ?? '', options, (response) => resolve(response.resume().statusCode ?? 0))
          .on('error', reject)
          .end();
      });
    expect([await statusOf('/v1/health'), await statusOf('/health')]).toEqual([200, 403]);
  });
});

describe('startPlatform', () => {
  it('refuses mutual TLS without its files', async () => {
    const assembly = writeAssembly({
      Orders: template({ MutualTlsAuthentication: { TruststoreUri: 's3://b/trust.pem' } }),
    });
    writeFileSync(join(assembly, 'asset.aaaa', 'index.js'), 'exports.handler = async () => null;');
    const started = startPlatform({ assembly, stateDirectory: join(tmpdir(), 'scopegate-never'), port: 0 });
    await expect(started).rejects.toThrow(TemplateError);
    await expect(started).rejects.toThrow(/Orders\/DomainName .*MutualTlsAuthentication[\s\S]*truststore/);
    removeAssemblies();
  });
});
