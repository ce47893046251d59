import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { copy, expectRefusal, type Refusal, set, unset } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a route', () => {
  it.each<Refusal>([
    {
      name: 'scopes on a NONE route',
      change: set('Health', { AuthorizationType: 'NONE', AuthorizationScopes: ['orders/read'] }),
      at: 'Health',
      path: 'Properties.AuthorizationScopes',
      fault: {
        rule: 'scopes-without-jwt-authorizer',
        what: 'Invalid Route authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization types',
      },
    },
    {
      name: 'scopes on a AWS_IAM route',
      change: set('Health', { AuthorizationType: 'AWS_IAM', AuthorizationScopes: ['orders/read'] }),
      at: 'Health',
      path: 'Properties.AuthorizationScopes',
      fault: {
        rule: 'scopes-without-jwt-authorizer',
        what: 'Invalid Route authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization types',
      },
    },
    {
      name: 'scopes on a CUSTOM route',
      change: set('GetOrder', { AuthorizationType: 'CUSTOM', AuthorizationScopes: ['orders/read'] }),
      at: 'GetOrder',
      path: 'Properties.AuthorizationScopes',
      fault: {
        rule: 'scopes-without-jwt-authorizer',
        what: 'Invalid Route authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization types',
      },
    },
    {
      name: 'CUSTOM without authorizer',
      change: unset('GetOrder', 'AuthorizerId'),
      at: 'GetOrder',
      path: 'Properties.AuthorizerId',
      fault: {
        rule: 'route-without-authorizer',
        what: 'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
      },
    },
    {
      name: 'CUSTOM with an unknown authorizer',
      change: set('GetOrder', { AuthorizerId: 'zzz' }),
      at: 'GetOrder',
      path: 'Properties.AuthorizerId',
      fault: {
        rule: 'route-without-authorizer',
        what: 'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
      },
    },
    {
      name: 'NONE with an authorizer',
      change: set('GetOrder', { AuthorizationType: 'NONE' }),
      at: 'GetOrder',
      path: 'Properties.AuthorizerId',
      fault: {
        rule: 'route-with-unused-authorizer',
        what: 'AuthorizerId is set, but authorization type NONE calls no authorizer',
      },
    },
    {
      name: 'no type, with an authorizer',
      change: unset('GetOrder', 'AuthorizationType'),
      at: 'GetOrder',
      path: 'Properties.AuthorizerId',
      fault: {
        rule: 'route-with-unused-authorizer',
        what: 'AuthorizerId is set, but authorization type NONE calls no authorizer',
      },
    },
    {
      name: 'AWS_IAM with an authorizer',
      change: set('GetOrder', { AuthorizationType: 'AWS_IAM' }),
      at: 'GetOrder',
      path: 'Properties.AuthorizerId',
      fault: {
        rule: 'route-with-unused-authorizer',
        what: 'AuthorizerId is set, but authorization type AWS_IAM calls no authorizer',
      },
    },
    {
      name: 'JWT route with a Lambda authorizer',
      change: set('GetOrder', { AuthorizationType: 'JWT', AuthorizationScopes: ['a'] }),
      at: 'GetOrder',
      path: 'Properties.AuthorizerId',
      fault: {
        rule: 'route-without-authorizer',
        what: 'Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid JWT authorizer.',
      },
    },
    {
      name: 'API key',
      change: set('Health', { ApiKeyRequired: true }),
      at: 'Health',
      path: 'Properties.ApiKeyRequired',
      fault: { rule: 'api-key', what: 'ApiKeyRequired is not supported for HTTP APIs' },
    },
    {
      name: 'route parameters',
      change: set('Health', { RequestParameters: {} }),
      at: 'Health',
      path: 'Properties.RequestParameters',
      fault: {
        rule: 'route-request-parameters',
        what: 'Request parameters of a route are not supported for HTTP APIs',
      },
    },
    {
      name: 'route key',
      change: set('Health', { RouteKey: 'get /health' }),
      at: 'Health',
      path: 'Properties.RouteKey',
      fault: {
        rule: 'route-key-format',
        what: 'The provided route key is not formatted properly for HTTP protocol. Format should be "[HTTP METHOD] /[RESOURCE PATH]" or "$default"',
        given: '"get /health"',
      },
    },
    {
      name: 'trailing slash',
      change: set('Health', { RouteKey: 'GET /health/' }),
      at: 'Health',
      path: 'Properties.RouteKey',
      fault: {
        rule: 'route-key-trailing-slash',
        what: 'The path of a route key must not end in a slash',
        given: '"GET /health/"',
      },
    },
    {
      name: 'two routes of one key',
      change: copy('Health', {}),
      at: 'Extra',
      path: 'Properties.RouteKey',
      fault: {
        rule: 'route-key-taken',
        what: 'Route with key GET /health already exists for this API (names of parameters do not tell routes apart)',
      },
    },
    {
      name: 'two routes of one shape',
      change: copy('Health', { RouteKey: 'GET /orders/{other}' }),
      at: 'Extra',
      path: 'Properties.RouteKey',
      fault: {
        rule: 'route-key-taken',
        what: 'Route with key GET /orders/{} already exists for this API (names of parameters do not tell routes apart)',
      },
    },
    {
      name: 'target',
      change: set('Health', { Target: 'x/1' }),
      at: 'Health',
      path: 'Properties.Target',
      fault: {
        rule: 'route-target-format',
        what: 'Unexpected or malformed target in route. Correct format should be integrations/<integration_id>.',
      },
    },
    {
      name: 'no target',
      change: unset('Health', 'Target'),
      at: 'Health',
      path: 'Properties.Target',
      fault: { rule: 'required-property', what: 'Target is required' },
    },
    {
      name: 'target of no integration',
      change: set('Health', { Target: 'integrations/zzz' }),
      at: 'Health',
      path: 'Properties.Target',
      fault: { rule: 'route-target', what: "integrations/zzz is no integration of the route's API" },
    },
  ])('$name', expectRefusal);
});
