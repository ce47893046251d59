import { accessLogFormatFindings, type Stage, type Throttle } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';

export interface StagePart {
  readonly properties: PropertyReader;
  readonly apiId: string;
  readonly stage: Stage;
  /** Whether the stage serves every change at once. */
  readonly autoDeploy: boolean;
  /** Of a stage that does not. */
  readonly deploymentId: string | undefined;
}

const resourceProperties = {
  ...modelled('ApiId', 'StageName', 'AutoDeploy', 'DeploymentId', 'StageVariables'),
  ...modelled('DefaultRouteSettings', 'RouteSettings', 'AccessLogSettings'),
  ...harmless('says nothing about requests', 'Description', 'Tags'),
};

const routeSettings = {
  ...modelled('ThrottlingBurstLimit', 'ThrottlingRateLimit'),
  ...harmless('no metrics are published here', 'DetailedMetricsEnabled'),
};

const accessLogSettings = modelled('DestinationArn', 'Format');
const namePattern = /^(\$default|[A-Za-z0-9_-]{1,128})$/;
const burst = { min: 0, max: Number.MAX_SAFE_INTEGER };

const name = (self: ResourceIdentity): string => self.given('StageName') ?? '';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html */
export const stageType: ResourceType<StagePart> = {
  type: 'AWS::ApiGatewayV2::Stage',
  properties: resourceProperties,
  ref: name,
  attributes: {},
  read: (properties, self) => {
    const defaults = properties.object('DefaultRouteSettings', routeSettings);
    const accessLog = readAccessLog(properties);
    const stage: Stage = {
      ...self.at,
      name: readName(properties),
      variables: readVariables(properties),
      defaultThrottle: defaults === undefined ? {} : readThrottle(defaults),
      routeThrottles: readRouteThrottles(properties),
      ...(accessLog === undefined ? {} : { accessLog }),
    };
    const autoDeploy = properties.boolean('AutoDeploy') ?? false;
    const deploymentId = properties.optionalString('DeploymentId');
    return { properties, apiId: properties.string('ApiId'), stage, autoDeploy, deploymentId };
  },
};

function readName(properties: PropertyReader): string {
  const text = properties.string('StageName');
  if (!namePattern.test(text)) {
    properties.fault('StageName', {
      rule: 'stage-name',
      what: `${quote(text)} is not a stage name`,
      remedy: 'Use $default, or 1 to 128 letters, digits, hyphens and underscores.',
    });
  }
  return text;
}

function readVariables(properties: PropertyReader): Readonly<Record<string, string>> {
  const variables = properties.object('StageVariables');
  return Object.fromEntries((variables?.names ?? []).map((key) => [key, variables?.string(key) ?? '']));
}

function readRouteThrottles(properties: PropertyReader): Readonly<Record<string, Throttle>> {
  const settings = properties.object('RouteSettings');
  const throttles = (settings?.names ?? []).flatMap((routeKey) => {
    const own = settings?.object(routeKey, routeSettings);
    return own === undefined ? [] : [[routeKey, readThrottle(own)] as const];
  });
  return Object.fromEntries(throttles);
}

function readThrottle(properties: PropertyReader): Throttle {
  const rateLimit = properties.number('ThrottlingRateLimit');
  const burstLimit = properties.integer('ThrottlingBurstLimit', burst);
  return { ...(rateLimit === undefined ? {} : { rateLimit }), ...(burstLimit === undefined ? {} : { burstLimit }) };
}

function readAccessLog(properties: PropertyReader): Stage['accessLog'] {
  const settings = properties.object('AccessLogSettings', accessLogSettings);
  if (settings === undefined) return undefined;
  const log = { format: settings.string('Format'), destinationArn: settings.string('DestinationArn') };
  for (const finding of accessLogFormatFindings(log.format)) settings.fault('Format', finding);
  if (!/^arn:[^:]+:logs:/.test(log.destinationArn)) {
    settings.fault('DestinationArn', {
      rule: 'access-log-destination',
      what: 'Access logs to anything but a log group are not run by the local platform',
      given: quote(log.destinationArn),
      remedy: 'Give the ARN of an AWS::Logs::LogGroup.',
    });
  }
  return log;
}
