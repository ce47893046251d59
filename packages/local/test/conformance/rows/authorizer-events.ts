import type { ConformanceSection } from '../row.ts';

export const authorizerEvents: ConformanceSection = {
  title: 'B.2, B.3 What an authorizer is sent',
  rows: [
    {
      id: 'B.2-shape',
      says: 'As the event of the integration, plus type, routeArn, identitySource; no body',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: [
        'gateway/unit/build-event.test.ts › shows an authorizer the identity sources and the concrete ARN, never the body',
      ],
      others: { LocalStack: 'an event of format 1.0, whatever is configured (issue 6058, 2022)' },
    },
    {
      id: 'B.2-arn',
      says: 'routeArn has the concrete method and path, without the stage, and $default literally',
      evidence: 'observed',
      source: 'captures',
      status: 'holds',
      tests: ['gateway/unit/arns.test.ts › $routeKey › ANY /{proxy+}'],
      others: { 'serverless-offline': 'the template path' },
    },
    {
      id: 'B.2-template',
      says: 'routeKey is the template, ANY kept',
      evidence: 'observed',
      source: 'captures',
      status: 'holds',
      tests: ['gateway/unit/select-route.test.ts › $request among $routes -> $expected › ANY /a/b'],
    },
    {
      id: 'B.2-sources',
      says: 'identitySource is the list of resolved values, in order',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer; $context values are uncertain',
      status: 'holds',
      tests: [
        'gateway/unit/build-event.test.ts › shows an authorizer the identity sources and the concrete ARN, never the body',
        'gateway/unit/authorize-by-lambda.test.ts › $expression is $value › $context.routeKey',
        'gateway/unit/authorize-by-lambda.test.ts › hides the route key from the identity sources of the event when told so',
      ],
      settings: ['routeKeyIdentitySource'],
      note: 'The authorizer’s prebuilt file does not rely on it where the construct has checked the template.',
      others: { 'serverless-offline': 'the first alone' },
    },
    {
      id: 'B.2-no-sources',
      says: 'Without identity sources identitySource is absent',
      evidence: 'uncertain',
      source: 'no capture',
      status: 'holds',
      tests: [
        'gateway/unit/build-event.test.ts › has no identitySource, or null when told so, where none is configured',
      ],
      settings: ['absentIdentitySource'],
    },
    {
      id: 'B.3-event',
      says: 'Event 1.0: methodArn, identitySource and authorizationToken as one text',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: [
        'gateway/unit/ask-authorizer-v1.test.ts › is asked with its own event, and its context is flat for a 1.0 function',
      ],
    },
  ],
};
