import { RemovalPolicy } from 'aws-cdk-lib';
import type { CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * What every request leaves behind: enough to tell who was refused by whom and why. No header and no query string, so
 * no token. `authorizer.reason` and `authorizer.decisionId` are the authorizer's context, logged on a deny too.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const variables = {
  requestId: 'requestId',
  time: 'requestTime',
  routeKey: 'routeKey',
  method: 'httpMethod',
  path: 'path',
  status: 'status',
  ip: 'identity.sourceIp',
  userAgent: 'identity.userAgent',
  authorizerError: 'authorizer.error',
  reason: 'authorizer.reason',
  decisionId: 'authorizer.decisionId',
  errorType: 'error.responseType',
  errorMessage: 'error.message',
  integrationError: 'integrationErrorMessage',
  integrationStatus: 'integration.status',
  integrationLatency: 'integrationLatency',
  responseLatency: 'responseLatency',
  responseLength: 'responseLength',
} as const;

export const accessLogFormat: string = JSON.stringify(
  Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, `$context.${variable}`])),
);

export interface LogSettings {
  readonly retention?: RetentionDays | undefined;
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/** A log group with an end: kept for a month and, when the stack goes, retained, unless said otherwise. */
export const createLogGroup = (scope: Construct, id: string, settings: LogSettings): LogGroup =>
  new LogGroup(scope, id, {
    retention: settings.retention ?? RetentionDays.ONE_MONTH,
    removalPolicy: settings.removalPolicy ?? RemovalPolicy.RETAIN,
  });

/** Turns the access log of a stage on. API Gateway makes the delivery and its permission itself. */
export function logAccess(stage: CfnStage, logGroup: LogGroup): void {
  stage.accessLogSettings = { destinationArn: logGroup.logGroupArn, format: accessLogFormat };
}
