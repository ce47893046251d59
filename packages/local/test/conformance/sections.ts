import type { ConformanceSection } from './row.ts';
import { answerV2 } from './rows/answer-v2.ts';
import { authorizerAnswers } from './rows/authorizer-answers.ts';
import { authorizerCache } from './rows/authorizer-cache.ts';
import { authorizerConfiguration } from './rows/authorizer-configuration.ts';
import { authorizerEvents } from './rows/authorizer-events.ts';
import { cors } from './rows/cors.ts';
import { domainsAndLogs } from './rows/domains-and-logs.ts';
import { dynamoDb } from './rows/dynamodb.ts';
import { eventV2 } from './rows/event-v2.ts';
import { gatewayAnswers } from './rows/gateway-answers.ts';
import { iam } from './rows/iam.ts';
import { jwt } from './rows/jwt.ts';
import { lambda } from './rows/lambda.ts';
import { limits } from './rows/limits.ts';
import { payloadV1 } from './rows/payload-v1.ts';
import { routing } from './rows/routing.ts';

/** Every rule, in the order of a request's way. */
export const sections: readonly ConformanceSection[] = [
  gatewayAnswers,
  eventV2,
  answerV2,
  payloadV1,
  authorizerConfiguration,
  authorizerEvents,
  authorizerAnswers,
  authorizerCache,
  jwt,
  iam,
  routing,
  cors,
  limits,
  domainsAndLogs,
  lambda,
  dynamoDb,
];
