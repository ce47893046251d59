import type { ConformanceSection } from '../row.ts';

export const authorizerCache: ConformanceSection = {
  title: 'B.7 The authorizer’s result cache',
  rows: [
    {
      id: 'B.7-key',
      says: 'The identity source values are the key; within the TTL the function is not called',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: [
        'unit/gateway/lambda-authorizer.test.ts › ends with the TTL on the clock, or with a flush',
        'property/gateway/authorizer-cache.test.ts › behaves as its model, whatever the order of writes, reads and time',
        'property/gateway/authorizer-caching.test.ts › are asked for, kept and served as the model says',
      ],
      settings: ['authorizerCacheEntries'],
    },
    {
      id: 'B.7-all-routes',
      says: 'A simple answer serves every route of the authorizer',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: [
        'unit/gateway/lambda-authorizer.test.ts › leaks an allow to another route when the key is the Authorization header alone',
        'property/gateway/authorizer-caching.test.ts › are asked for, kept and served as the model says',
      ],
    },
    {
      id: 'B.7-route-key',
      says: '$context.routeKey as identity source keeps routes apart',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: [
        'unit/gateway/lambda-authorizer.test.ts › does not leak with $context.routeKey in the key',
        'property/gateway/authorizer-caching.test.ts › are asked for, kept and served as the model says',
      ],
    },
    {
      id: 'B.7-policy',
      says: 'A cached policy is measured anew for each request',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: [
        'unit/gateway/lambda-authorizer.test.ts › re-evaluates a cached policy for each route',
        'unit/gateway/payload-v1.test.ts › is cached as a policy that each request is measured against',
        'property/gateway/authorizer-caching.test.ts › are asked for, kept and served as the model says',
      ],
    },
    {
      id: 'B.7-deny',
      says: 'A deny is cached as an allow is',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: [
        'unit/gateway/lambda-authorizer.test.ts › spreads a deny the same way',
        'unit/gateway/settings.test.ts › $name: the likeliest without, the other with it › authorizerDenials',
      ],
      settings: ['authorizerDenials'],
    },
    {
      id: 'B.7-errors',
      says: 'Errors and malformed answers are not cached',
      evidence: 'uncertain',
      source: 'emulators',
      status: 'holds',
      tests: [
        'unit/gateway/lambda-authorizer.test.ts › never keeps an error or a malformed answer',
        'unit/gateway/settings.test.ts › $name: the likeliest without, the other with it › authorizerErrors',
      ],
      settings: ['authorizerErrors'],
    },
    {
      id: 'B.7-raw',
      says: 'The key is the raw value, byte for byte',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer, by reading',
      status: 'holds',
      tests: [
        'unit/gateway/lambda-authorizer.test.ts › keeps values, stages and authorizers apart, byte for byte',
        'e2e/gateway/attacks.test.ts › is not served to $name',
      ],
    },
    {
      id: 'B.7-stage',
      says: 'The stage is part of the key',
      evidence: 'uncertain',
      source: 'no source',
      status: 'holds',
      tests: [
        'unit/gateway/lambda-authorizer.test.ts › can leave the stage out of the key',
        'property/gateway/authorizer-caching.test.ts › are asked for, kept and served as the model says',
      ],
      settings: ['authorizerCacheKeyedByStage'],
    },
    {
      id: 'B.7-flush',
      says: 'A deployment forgets all results',
      evidence: 'uncertain',
      source: 'no source',
      status: 'holds',
      tests: ['e2e/platform/reload.test.ts › forgets authorizer results, as a deployment does'],
      note: 'Not a setting: results of another version of the API would answer for this one.',
    },
    {
      id: 'B.7-best-effort',
      says: 'The cache is per gateway node, so extra calls happen',
      evidence: 'observed',
      source: 'users',
      status: 'not-modelled',
      tests: [],
      note: 'One node here: within the TTL no extra call happens.',
    },
  ],
};
