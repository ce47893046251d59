import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { copy, expectRefusal, type Refusal, set, unset } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a user pool', () => {
  it.each<Refusal>([
    {
      name: 'scope name',
      change: (p) => {
        p('Server').Scopes[0].ScopeName = 'a/b';
      },
      at: 'Server',
      path: 'Properties.Scopes[0].ScopeName',
      fault: { rule: 'scope-name', what: '"a/b" is not a scope name' },
    },
    {
      name: 'OAuth flows that are not allowed',
      change: unset('Client', 'AllowedOAuthFlowsUserPoolClient'),
      at: 'Client',
      path: 'Properties.AllowedOAuthFlowsUserPoolClient',
      fault: { rule: 'oauth-flows-not-allowed', what: 'The client lists OAuth flows but is not allowed to use them' },
    },
    {
      name: 'domain prefix',
      change: set('Domain', { Domain: '-x' }),
      at: 'Domain',
      path: 'Properties.Domain',
      fault: { rule: 'user-pool-domain-prefix', what: '"-x" is not a domain prefix' },
    },
    {
      name: 'second domain',
      change: copy('Domain', { Domain: 'second' }),
      at: 'Extra',
      path: 'Properties.UserPoolId',
      fault: { rule: 'second-user-pool-domain', what: 'A user pool has one domain' },
    },
    ...['PreSignUp', 'PreAuthentication', 'UserMigration', 'PreTokenGeneration', 'PreTokenGenerationConfig'].map(
      (trigger): Refusal => ({
        name: `trigger ${trigger}`,
        change: set('Pool', { LambdaConfig: { PostConfirmation: 'arn', [trigger]: 'arn' } }),
        at: 'Pool',
        path: 'Properties.LambdaConfig',
        fault: {
          rule: 'user-pool-triggers',
          what: 'Lambda triggers of a user pool are not run by the local platform: they change who gets which token',
          given: trigger,
        },
      }),
    ),
    {
      name: 'OAuth flow',
      change: set('Client', { AllowedOAuthFlows: ['password'] }),
      at: 'Client',
      path: 'Properties.AllowedOAuthFlows',
      fault: { rule: 'oauth-flow', what: '"password" is no OAuth flow of a user pool' },
    },
    {
      name: 'client_credentials beside a flow that signs people in',
      change: set('Client', { AllowedOAuthFlows: ['client_credentials', 'code'] }),
      at: 'Client',
      path: 'Properties.AllowedOAuthFlows',
      fault: {
        rule: 'client-credentials-with-other-flows',
        what: 'client_credentials flow can not be selected along with code flow or implicit flow.',
      },
    },
    {
      name: 'scope of people, for a client without people',
      change: set('Client', { AllowedOAuthScopes: ['openid'] }),
      at: 'Client',
      path: 'Properties.AllowedOAuthScopes[0]',
      fault: { rule: 'unknown-scope', what: 'Invalid scope requested: openid' },
    },
    {
      name: 'client without a secret',
      change: set('Client', { GenerateSecret: false }),
      at: 'Client',
      path: 'Properties.GenerateSecret',
      fault: {
        rule: 'client-credentials-without-secret',
        what: 'client_credentials flow can not be selected if client does not have a client secret.',
      },
    },
    {
      name: 'scope of no server',
      change: set('Client', { AllowedOAuthScopes: ['orders/fly'] }),
      at: 'Client',
      path: 'Properties.AllowedOAuthScopes[0]',
      fault: { rule: 'unknown-scope', what: 'Invalid scope requested: orders/fly', allowed: 'orders/read' },
    },
    {
      name: 'token life',
      change: set('Client', { AccessTokenValidity: 25, TokenValidityUnits: { AccessToken: 'hours' } }),
      at: 'Client',
      path: 'Properties.AccessTokenValidity',
      fault: {
        rule: 'access-token-life',
        what: 'An access token must live between 5 minutes and 1 day',
        given: '90000 s',
      },
    },
    {
      name: 'custom domain',
      change: set('Domain', { CustomDomainConfig: {} }),
      at: 'Domain',
      path: 'Properties.CustomDomainConfig',
      fault: { rule: 'user-pool-custom-domain', what: 'Custom domains are not run by the local platform' },
    },
    {
      name: 'reserved word in a domain',
      change: set('Domain', { Domain: 'my-cognito' }),
      at: 'Domain',
      path: 'Properties.Domain',
      fault: { rule: 'user-pool-domain-reserved-word', what: 'Domain cannot contain reserved word: cognito' },
    },
    {
      name: 'client of no pool',
      change: set('Client', { UserPoolId: 'p' }),
      at: 'Client',
      path: 'Properties.UserPoolId',
      fault: { rule: 'user-pool-outside-assembly', what: '"p" is no user pool of the assembly' },
    },
  ])('$name', expectRefusal);
});
