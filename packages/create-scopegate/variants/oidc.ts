import { Issuers, ScopedHttpApi } from '@scopegate/cdk';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { api } from '../src/contract.ts';

const app = new App();
const stage: string = app.node.tryGetContext('stage') ?? 'dev';
const stack = new Stack(app, `__NAME__-${stage}`);

const http = new ScopedHttpApi(stack, 'Api', {
  api,
  handlers: {
    health: { bundle: 'dist/health' },
    whoAmI: { bundle: 'dist/whoAmI' },
    createQuote: { bundle: 'dist/createQuote' },
  },
  // Presets for Auth0, Entra, Okta and Keycloak know more of these: Issuers.auth0() and so on.
  issuers: [Issuers.oidc({ issuer: '__ISSUER__', audience: ['__AUDIENCE__'] })],
  challenge: 'genuine',
});
new CfnOutput(stack, 'Url', { value: http.url });
