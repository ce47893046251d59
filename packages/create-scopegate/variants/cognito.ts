import { Issuers, ScopedHttpApi } from '@scopegate/cdk';
import { App, Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { OAuthScope, ResourceServerScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import { api, clients } from '../src/contract.ts';

const app = new App();
const stage: string = app.node.tryGetContext('stage') ?? 'dev';
const stack = new Stack(app, `__NAME__-${stage}`);

// Tokens come from this pool, by the client credentials grant. Sign-up is off.
const userPool = new UserPool(stack, 'UserPool', { selfSignUpEnabled: false });
const scopes = Object.entries(api.scopes).map(
  ([scopeName, { about }]) => new ResourceServerScope({ scopeName, scopeDescription: about }),
);
const server = userPool.addResourceServer('Scopes', { identifier: '__NAME__', scopes });
userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: `__NAME__-${stage}-${Aws.ACCOUNT_ID}` } });
const callers = clients.map(({ name, scopes: granted }) =>
  userPool.addClient(name, {
    userPoolClientName: name,
    generateSecret: true,
    oAuth: {
      flows: { clientCredentials: true },
      scopes: scopes
        .filter(({ scopeName }) => granted.includes(scopeName))
        .map((scope) => OAuthScope.resourceServer(server, scope)),
    },
  }),
);

const http = new ScopedHttpApi(stack, 'Api', {
  api,
  handlers: {
    health: { bundle: 'dist/health' },
    whoAmI: { bundle: 'dist/whoAmI' },
    createQuote: { bundle: 'dist/createQuote' },
  },
  issuers: [Issuers.cognito({ userPool, resourceServer: '__NAME__', clients: callers.map((client) => ({ client })) })],
  challenge: 'genuine',
});
new CfnOutput(stack, 'Url', { value: http.url });
