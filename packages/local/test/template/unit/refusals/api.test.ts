import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { expectRefusal, type Refusal, set, unset } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses an API', () => {
  it.each<Refusal>([
    {
      name: 'WebSocket API',
      change: set('Api', { ProtocolType: 'WEBSOCKET' }),
      at: 'Api',
      path: 'Properties.ProtocolType',
      fault: {
        rule: 'property-value',
        what: 'ProtocolType has a value that is not supported by the local platform',
        given: '"WEBSOCKET"',
        allowed: '"HTTP"',
      },
    },
    {
      name: 'no protocol',
      change: unset('Api', 'ProtocolType'),
      at: 'Api',
      path: 'Properties.ProtocolType',
      fault: { rule: 'required-property', what: 'ProtocolType is required' },
    },
    {
      name: 'OpenAPI body without a version',
      change: set('Api', { Body: {} }),
      at: 'Api',
      path: 'Properties.Body.openapi',
      fault: { rule: 'required-property', what: 'openapi is required' },
    },
    {
      name: 'OpenAPI body in S3',
      change: set('Api', { BodyS3Location: {} }),
      at: 'Api',
      path: 'Properties.BodyS3Location',
      fault: {
        rule: 'open-api-document',
        what: 'An API defined by an OpenAPI document is not run by the local platform',
      },
    },
    {
      name: 'quick create of no function',
      change: set('Api', { Target: 'arn' }),
      at: 'Api',
      path: 'Properties.Target (as Integration).IntegrationUri',
      fault: { rule: 'uri-without-function', what: '"arn" names no function of the assembly' },
    },
    {
      name: 'unknown property',
      change: set('Api', { Surprise: 1 }),
      at: 'Api',
      path: 'Properties.Surprise',
      fault: { rule: 'unknown-property', what: 'Surprise: property not supported by the local platform' },
    },
    {
      name: 'property named as an inherited one',
      change: set('Api', { constructor: 1 }),
      at: 'Api',
      path: 'Properties.constructor',
      fault: { rule: 'unknown-property', what: 'constructor: property not supported by the local platform' },
    },
    {
      name: 'unknown nested property',
      change: (p) => {
        p('Api').CorsConfiguration.Surprise = 1;
      },
      at: 'Api',
      path: 'Properties.CorsConfiguration.Surprise',
      fault: {
        rule: 'unknown-property',
        what: 'Surprise: property not supported by the local platform',
        allowed: 'AllowCredentials, AllowHeaders, AllowMethods, AllowOrigins, ExposeHeaders, MaxAge',
      },
    },
    {
      name: 'credentials for every origin',
      change: set('Api', { CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } }),
      at: 'Api',
      path: 'Properties.CorsConfiguration.AllowCredentials',
      fault: {
        rule: 'cors-credentials-for-every-origin',
        what: "allow-credentials is not supported if 'allow-origin' is *",
      },
    },
    {
      name: 'max age of the wrong form',
      change: (p) => {
        p('Api').CorsConfiguration.MaxAge = 'soon';
      },
      at: 'Api',
      path: 'Properties.CorsConfiguration.MaxAge',
      fault: { rule: 'property-form', what: 'MaxAge must be an integer', given: '"soon"' },
    },
  ])('$name', expectRefusal);
});
