import type { ConformanceSection } from '../row.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: titles as their test files have them
export const authorizerConfiguration: ConformanceSection = {
  title: 'B.1 Lambda authorizers: what a deploy refuses',
  rows: [
    {
      id: 'B.1-payload',
      says: 'AuthorizerPayloadFormatVersion is required',
      evidence: 'documented',
      source: 'CloudFormation Authorizer',
      status: 'holds',
      tests: ['template/unit/refusals/authorizer.test.ts › $name › no authorizer payload'],
    },
    {
      id: 'B.1-uri',
      says: 'AuthorizerUri is required, and an invocation ARN of the Region',
      evidence: 'observed',
      source: 'deploy error',
      status: 'holds',
      tests: [
        'template/unit/refusals/authorizer.test.ts › $name › no authorizer URI',
        'template/unit/refusals/authorizer.test.ts › $name › bare ARN as authorizer URI',
        'template/unit/refusals/authorizer.test.ts › $name › authorizer URI of another Region',
      ],
    },
    {
      id: 'B.1-simple',
      says: 'EnableSimpleResponses only with payload 2.0',
      evidence: 'observed',
      source: 'deploy error',
      status: 'holds',
      tests: ['template/unit/refusals/authorizer.test.ts › $name › simple responses with payload 1.0'],
    },
    {
      id: 'B.1-ttl-source',
      says: 'A TTL above 0 needs an identity source',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: ['template/unit/refusals/authorizer.test.ts › $name › TTL without identity source'],
    },
    {
      id: 'B.1-ttl-absent',
      says: 'Without a TTL nothing is cached',
      evidence: 'uncertain',
      source:
        'a capture of a new authorizer; the console offers 300; on REST APIs an update that drops the TTL keeps it (aws-cdk issue 27826)',
      status: 'holds',
      tests: [
        'template/unit/http-api-resources.test.ts › leaves the TTL to the gateway where the template gives none: $identitySource',
        'gateway/unit/settings.test.ts › $name: the likeliest without, the other with it › absentAuthorizerTtl',
        'platform/unit/authorizer-warnings.test.ts › warns once by name where a missing TTL meets simple responses without the route key',
      ],
      settings: ['absentAuthorizerTtl'],
      note: 'Where it would let one verdict open other routes, the start says so.',
    },
    {
      id: 'B.1-ttl-range',
      says: 'TTL 0 to 3600 seconds',
      evidence: 'documented',
      source: 'CloudFormation Authorizer',
      status: 'holds',
      tests: ['template/unit/refusals/authorizer.test.ts › $name › TTL range'],
    },
    {
      id: 'B.1-source-syntax',
      says: 'Identity source syntax',
      evidence: 'observed',
      source: 'deploy error',
      status: 'holds',
      tests: [
        'template/unit/refusals/authorizer.test.ts › $name › identity source',
        'gateway/unit/authorize-by-lambda.test.ts › $expression is refused',
      ],
    },
    {
      id: 'B.1-scopes',
      says: 'AuthorizationScopes only on JWT routes',
      evidence: 'observed',
      source: 'deploy error',
      status: 'holds',
      tests: [
        'template/unit/refusals/route.test.ts › $name › scopes on a NONE route',
        'template/unit/refusals/route.test.ts › $name › scopes on a AWS_IAM route',
        'template/unit/refusals/route.test.ts › $name › scopes on a CUSTOM route',
      ],
    },
    {
      id: 'B.1-custom',
      says: 'A CUSTOM route needs a valid authorizer',
      evidence: 'observed',
      source: 'deploy error',
      status: 'holds',
      tests: [
        'template/unit/refusals/route.test.ts › $name › CUSTOM without authorizer',
        'template/unit/refusals/route.test.ts › $name › CUSTOM with an unknown authorizer',
      ],
    },
    {
      id: 'B.1-permission',
      says: 'Invoking an authorizer needs a permission for authorizers/<id>; missing: 500',
      evidence: 'documented',
      source: 'http-api-lambda-authorizer',
      status: 'holds',
      tests: ['gateway/unit/authorize-by-lambda.test.ts › needs a permission of its own, and the trace names it'],
    },
    {
      id: 'B.1-role',
      says: 'AuthorizerCredentialsArn in place of a permission: the role must trust API Gateway and allow the call',
      evidence: 'documented',
      source: 'CloudFormation Authorizer',
      status: 'holds',
      tests: [
        'template/unit/refusals/authorizer.test.ts › $name › authorizer with credentials that are no role',
        'template/unit/invoking-roles.test.ts › $name › is allowed',
        'template/unit/invoking-roles.test.ts › $name › is denied without the action',
      ],
    },
    {
      id: 'B.1-time',
      says: 'An authorizer has 10 seconds; beyond: 500',
      evidence: 'documented',
      source: 'limits; what follows is uncertain',
      status: 'holds',
      tests: [
        'gateway/unit/authorize-by-lambda.test.ts › an authorizer that $name -> $expected.status › never answers',
        'gateway/unit/settings.test.ts › $name: the likeliest without, the other with it › authorizerTimeoutStatus',
      ],
      settings: ['authorizerTimeoutMillis', 'authorizerTimeoutStatus'],
    },
    {
      id: 'B.1-answer-size',
      says: 'An answer may be as long as Lambda lets it be',
      evidence: 'uncertain',
      source: 'no limit is published for HTTP APIs',
      status: 'holds',
      tests: [
        'gateway/unit/settings.test.ts › $name: the likeliest without, the other with it › authorizerAnswerLimitBytes',
      ],
      settings: ['authorizerAnswerLimitBytes'],
    },
    {
      id: 'B.1-count',
      says: '10 authorizers per API',
      evidence: 'documented',
      source: 'limits',
      status: 'holds',
      tests: ['gateway/unit/authorize-by-jwt.test.ts › refuses an eleventh authorizer, unless the quota is raised'],
      settings: ['authorizersPerApi'],
    },
  ],
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: titles as their test files have them
