import type { ScopedHttpApi } from '@scopegate/cdk';
import type { orders } from '@scopegate/orders';
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
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
}

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
