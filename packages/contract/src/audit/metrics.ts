/** The CloudWatch namespace of the metrics. */
export const metricNamespace = 'Scopegate';

/** Makes JSON members of a time in milliseconds since the epoch. */
export type CountLine = (now: number) => string;

// By API, service and reason code. Every combination of dimension values is a metric of its own and paid for as one, so
// there is one set of dimensions, and each of them is bounded: APIs are deployed, services are two, reason codes are a
// closed union. Nothing a caller sends is a dimension.
const directive = (metrics: string, now: number): string =>
  `"_aws":{"Timestamp":${now},"CloudWatchMetrics":[{"Namespace":"${metricNamespace}","Dimensions":[["apiId","service","reason"]],"Metrics":[${metrics}]}]}`;
const decisions = '{"Name":"Decisions","Unit":"Count"}';
const unchecked = '{"Name":"RevocationUnchecked","Unit":"Count"}';

/**
 * Has CloudWatch count a log line as a decision (embedded metric format). As text, since a line is written at each request
 * and only the time changes.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const countDecision: CountLine = (now) => `"Decisions":1,${directive(decisions, now)}`;

/** The same, for a decision that allowed although the revocation list could not be read. */
export const countUnchecked: CountLine = (now) =>
  `"Decisions":1,"RevocationUnchecked":1,${directive(`${decisions},${unchecked}`, now)}`;
