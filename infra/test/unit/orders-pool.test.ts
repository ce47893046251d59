import { beforeAll, it } from '@jest/globals';
import { orders } from '@scopegate/orders';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { clients } from '../../lib/clients.ts';
import { fakeTemplate } from '../support/assembly.ts';

let dev: Template;
beforeAll(async () => {
  dev = await fakeTemplate();
});

it('has the scopes of the contract under "orders"', () => {
  dev.hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
    Identifier: 'orders',
    Scopes: Object.entries(orders.scopes).map(([ScopeName, { about }]) => ({ ScopeName, ScopeDescription: about })),
  });
});

it.each(clients)('gives $name exactly $scopes, by client credentials alone', ({ name, scopes }) => {
  dev.hasResourceProperties('AWS::Cognito::UserPoolClient', {
    ClientName: name,
    GenerateSecret: true,
    AllowedOAuthFlows: ['client_credentials'],
    AllowedOAuthScopes: Object.keys(orders.scopes)
      .filter((scope) => scopes.includes(scope))
      .map((scope) => ({ 'Fn::Join': ['', [{ Ref: Match.anyValue() }, `/${scope}`]] })),
    CallbackURLs: Match.absent(),
  });
});

it('has no sign-up', () => {
  dev.hasResourceProperties('AWS::Cognito::UserPool', { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
});

it('has a token endpoint that no other account can take', () => {
  dev.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
    Domain: { 'Fn::Join': ['', ['orders-dev-', { Ref: 'AWS::AccountId' }]] },
  });
});
