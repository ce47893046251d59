import type { ConformanceSection } from '../row.ts';

export const payloadV1: ConformanceSection = {
  title: 'A.3 Payload 1.0',
  rows: [
    {
      id: 'A.3-event',
      says: 'Members of the event; what is empty is null',
      evidence: 'documented',
      source: 'http-api-develop-integrations-lambda; capture',
      status: 'holds',
      tests: [
        'gateway/unit/build-event-v1.test.ts › has every documented member, null where it is empty',
        'platform/e2e/consumers/consumers.test.ts › sees path parameters, query, cookies and the authorizer context, and sets two cookies',
      ],
    },
    {
      id: 'A.3-single',
      says: 'Single-value maps keep the last value',
      evidence: 'uncertain',
      source: 'no capture',
      status: 'holds',
      tests: [
        'gateway/unit/build-event-v1.test.ts › keeps every value of headers and query, the last one alone in the single maps',
        'gateway/unit/settings.test.ts › $name: the likeliest without, the other with it › singleValueMaps',
      ],
      settings: ['singleValueMaps'],
    },
    {
      id: 'A.3-case',
      says: 'Header names are not lower-cased',
      evidence: 'observed',
      source: 'capture',
      status: 'holds',
      tests: [
        'gateway/unit/build-event-v1.test.ts › keeps every value of headers and query, the last one alone in the single maps',
      ],
    },
    {
      id: 'A.3-response',
      says: 'headers and multiValueHeaders; no cookies',
      evidence: 'documented',
      source: 'http-api-develop-integrations-lambda',
      status: 'holds',
      tests: [
        'gateway/unit/integration-response-v1.test.ts › merges single and multiple headers, and knows no cookies',
        'platform/e2e/consumers/consumers.test.ts › gets and gives bytes unchanged',
      ],
    },
    {
      id: 'A.3-no-inference',
      says: 'No inference: a missing statusCode is 500',
      evidence: 'documented',
      source: 'http-api-develop-integrations-lambda',
      status: 'holds',
      tests: ['gateway/unit/integration-response-v1.test.ts › is 500 for $name › no statusCode'],
    },
    {
      id: 'A.3-version',
      says: 'PayloadFormatVersion is required, and 1.0 or 2.0',
      evidence: 'observed',
      source: 'deploy error',
      status: 'holds',
      tests: [
        'template/unit/refusals/integration.test.ts › $name › integration payload 3.0',
        'template/unit/refusals/integration.test.ts › $name › no integration payload',
      ],
    },
  ],
};
