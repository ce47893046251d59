import { Token } from 'aws-cdk-lib';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { fault, type SynthFault } from './fault.ts';

/** What is known of an OAuth client beside its ID. */
export interface ClientSettings {
  /** The tenant its tokens act for: 1 to 64 lower-case letters, digits and `-`. @default - its tokens have no tenant */
  readonly tenant?: string;
}

/** A client of a user pool whose tokens open the API. */
export interface CognitoClient extends ClientSettings {
  readonly client: IUserPoolClient;
}

export interface CognitoIssuerOptions {
  readonly userPool: IUserPool;
  /** The identifier of the resource server: its prefix is stripped from scopes, scopes of others are dropped. */
  readonly resourceServer: string;
  /** Tokens of other clients are refused: access tokens of Cognito have no audience. */
  readonly clients: readonly CognitoClient[];
  /** Claims to carry to the handlers. @default - none */
  readonly claims?: readonly string[];
}

export interface OidcIssuerOptions {
  /** Compared with `iss` character by character: `https://...`. */
  readonly issuer: string;
  /** A token must name at least one of them in `aud`. */
  readonly audience: readonly string[];
  /** Where the keys are. @default - found by discovery below the issuer */
  readonly jwksUri?: string;
  /** The one claim that holds the scopes. @default - `scope` */
  readonly scopeClaim?: 'scope' | 'scp' | 'permissions' | 'roles' | 'groups';
  /** The claim that names the OAuth client. @default - `client_id` */
  readonly clientClaim?: string;
  /** Known clients by ID; others are refused. @default - every client the audience lets through, without a tenant */
  readonly clients?: Readonly<Record<string, ClientSettings>>;
  /** Claims to carry to the handlers. @default - none */
  readonly claims?: readonly string[];
  /** Accepted signature algorithms. @default - RS256, ES256 and EdDSA */
  readonly algorithms?: readonly ('RS256' | 'RS384' | 'RS512' | 'ES256' | 'ES384' | 'ES512' | 'EdDSA')[];
}

/** An issuer whose access tokens open the API. Made by {@link Issuers}. */
export interface Issuer {
  /** Its entry in the authorizer's `SCOPEGATE_ISSUERS`; may hold tokens of the CDK. */
  readonly entry: Readonly<Record<string, unknown>>;
  /** The exact `iss` strings of its tokens. */
  readonly trusted: readonly string[];
  /** Whether scopes must be names Cognito can hold. */
  readonly preset: 'cognito' | 'oidc';
  /** What is wrong with it; `ScopedHttpApi` reports it with all other faults. */
  readonly faults: readonly SynthFault[];
}

/**
 * The issuers an authorizer can be given.
 *
 * Not checked: that the issuer exists, that it serves its keys, and that its tokens carry the scopes.
 */
export const Issuers = {
  /**
   * An Amazon Cognito user pool. Its tokens come with one of two issuer strings; both are accepted.
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
   */
  cognito({ userPool, resourceServer, clients, claims }: CognitoIssuerOptions): Issuer {
    const { userPoolId } = userPool;
    const region = userPool.env.region;
    return {
      preset: 'cognito',
      entry: {
        preset: 'cognito',
        userPoolId,
        resourceServer,
        clients: Object.fromEntries(clients.map(({ client, tenant }) => [client.userPoolClientId, settings(tenant)])),
        ...(claims && { claims }),
      },
      trusted: ['cognito-idp', 'issuer-cognito-idp'].map(
        (service) => `https://${service}.${region}.amazonaws.com/${userPoolId}`,
      ),
      faults: [
        ...(clients.length === 0 ? [fault('issuer-clients', 'clients', '[]')] : []),
        ...clients.flatMap(({ client, tenant }) => tenantFaults(client.node.id, tenant)),
      ],
    };
  },

  /** Any OpenID provider that publishes its keys (OpenID Connect Discovery 1.0, RFC 8414). */
  oidc(options: OidcIssuerOptions): Issuer {
    const { issuer, audience, jwksUri, clients = {} } = options;
    return {
      preset: 'oidc',
      entry: { preset: 'oidc', ...options },
      trusted: [issuer],
      faults: [
        ...urlFaults('issuer', issuer),
        ...(jwksUri === undefined ? [] : urlFaults('jwksUri', jwksUri)),
        ...(audience.length === 0 ? [fault('issuer-audience', 'audience', '[]')] : []),
        ...Object.entries(clients).flatMap(([id, { tenant }]) => tenantFaults(id, tenant)),
      ],
    };
  },
} as const;

const settings = (tenant: string | undefined): ClientSettings => (tenant === undefined ? {} : { tenant });

const tenantFaults = (client: string, tenant: string | undefined): SynthFault[] =>
  tenant === undefined || Token.isUnresolved(tenant) || /^[a-z0-9-]{1,64}$/.test(tenant)
    ? []
    : [fault('issuer-tenant', `clients.${client}.tenant`, `"${tenant}"`)];

// A URL with a password in it is a fault, so what was given is shown without one.
function urlFaults(at: string, text: string): SynthFault[] {
  if (Token.isUnresolved(text)) return [];
  if (!URL.canParse(text)) return [fault('issuer-url', at, 'no URL')];
  const { protocol, host, username, password, search, hash } = new URL(text);
  const plain = `${username}${password}${search}${hash}` === '';
  return protocol === 'https:' && plain ? [] : [fault('issuer-url', at, `${protocol}//${host}`)];
}
