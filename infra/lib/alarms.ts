import type { ScopedHttpApi } from '@scopegate/cdk';
import type { ReasonCode } from '@scopegate/contract/decision';
import type { orders } from '@scopegate/orders';
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

const period = Duration.minutes(5);

/** Alarms on faults of ours. A denied request is none: it is the API doing its work. */
export function addAlarms(scope: Construct, api: ScopedHttpApi<typeof orders>): void {
  const statistic = { period, statistic: 'Sum' };
  addAlarm(scope, 'ServerErrors', {
    metric: api.httpApi.metricServerError(statistic),
    description: 'The orders API answered 5xx: see the access log for errorType and authorizerError.',
  });
  addAlarm(scope, 'AuthorizerErrors', {
    metric: api.authorizerFunction.metricErrors(statistic),
    description: 'The authorizer failed, so that no token opens the API: it cannot reach the keys of an issuer.',
  });
  addAlarm(scope, 'AuthorizerThrottles', {
    metric: api.authorizerFunction.metricThrottles(statistic),
    description: 'The authorizer was throttled: the concurrency of the account is used up.',
  });
  for (const [id, { service, reason, description }] of Object.entries(decisionAlarms)) {
    const dimensionsMap = { apiId: api.httpApi.apiId, service, reason };
    const metric = new Metric({ namespace: 'Scopegate', metricName: 'Decisions', dimensionsMap, ...statistic });
    addAlarm(scope, id, { metric, description });
  }
}

interface DecisionAlarm {
  readonly service: 'scopegate-authorizer' | 'scopegate-guard';
  readonly reason: ReasonCode | 'internal';
  readonly description: string;
}

const authorizer = 'scopegate-authorizer';
const guard = 'scopegate-guard';

/** On what the audit lines count; each reason is explained in docs/errors.md. */
const decisionAlarms: Readonly<Record<string, DecisionAlarm>> = {
  KeysUnavailable: {
    service: authorizer,
    reason: 'keys_unavailable',
    description: 'The keys of an issuer are unavailable: its tokens are answered 500. The audit line names the issuer.',
  },
  RouteUnknown: {
    service: authorizer,
    reason: 'route_unknown',
    description: 'A route has no access rule: API and authorizer were deployed from different contracts.',
  },
  ContextMissing: {
    service: guard,
    reason: 'context_missing',
    description: 'A handler was reached around the authorizer.',
  },
  ContextMalformed: {
    service: guard,
    reason: 'context_malformed',
    description: 'A handler was reached through another authorizer.',
  },
  ContextVersion: {
    service: guard,
    reason: 'context_version',
    description: 'Authorizer and handlers are of different versions.',
  },
  ContextRoute: {
    service: guard,
    reason: 'context_route',
    description: 'A decision about another route reached a handler: the route key is missing in the identity sources.',
  },
  ContextIssuer: {
    service: guard,
    reason: 'context_issuer',
    description: 'Authorizer and handlers trust different issuers.',
  },
  ContextPrincipal: {
    service: guard,
    reason: 'context_principal',
    description: 'Authorizer and handlers were deployed from different contracts.',
  },
  CallerMissing: {
    service: guard,
    reason: 'caller_missing',
    description: 'A signed route was reached without IAM authorization.',
  },
  RevocationUnavailable: {
    service: guard,
    reason: 'revocation_unavailable',
    description: 'The revocation list cannot be read: tokens are answered 500.',
  },
  GuardBroken: {
    service: guard,
    reason: 'internal',
    description: 'The guard itself failed, as without SCOPEGATE_TRUSTED_ISSUERS: see the error in the function log.',
  },
};

interface AlarmOptions {
  readonly metric: Metric;
  readonly description: string;
}

const addAlarm = (scope: Construct, id: string, { metric, description }: AlarmOptions): Alarm =>
  new Alarm(scope, id, {
    metric,
    alarmDescription: description,
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
