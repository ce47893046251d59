import { orders } from '@scopegate/orders';
import { Aws } from 'aws-cdk-lib';
import {
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
  UserPoolDomain,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { clients, type OrdersClient } from './clients.ts';
import type { StageSettings } from './stage-settings.ts';

/** The identifier of the resource server: what stands before the scopes in Cognito's tokens. */
export const resourceServer = 'orders';

/** Where tokens come from: a pool of machine clients, whose scopes are the contract's. It has no sign-in. */
export class OrdersPool extends Construct {
  readonly userPool: UserPool;
  /** URL for the client credentials grant (RFC 6749 §4.4). */
  readonly tokenEndpoint: string;
  readonly clients: readonly (OrdersClient & { readonly client: UserPoolClient })[];

  constructor(scope: Construct, id: string, stage: StageSettings) {
    super(scope, id);
    this.userPool = new UserPool(this, 'UserPool', {
      selfSignUpEnabled: false,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removalPolicy,
    });
    const scopes = Object.entries(orders.scopes).map(
      ([scopeName, { about }]) => new ResourceServerScope({ scopeName, scopeDescription: about }),
    );
    const server = this.userPool.addResourceServer('Scopes', { identifier: resourceServer, scopes });
    const domain = new UserPoolDomain(this, 'Domain', {
      userPool: this.userPool,
      cognitoDomain: { domainPrefix: `orders-${stage.name}-${Aws.ACCOUNT_ID}` },
    });
    this.tokenEndpoint = `${domain.baseUrl()}/oauth2/token`;
    this.clients = clients.map((one) => ({ ...one, client: this.#addClient(server, scopes, one) }));
  }

  #addClient(
    server: UserPoolResourceServer,
    scopes: readonly ResourceServerScope[],
    { name, scopes: granted }: OrdersClient,
  ): UserPoolClient {
    return this.userPool.addClient(`Client-${name}`, {
      userPoolClientName: name,
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: scopes
          .filter(({ scopeName }) => granted.includes(scopeName))
          .map((scope) => OAuthScope.resourceServer(server, scope)),
      },
    });
  }
}
