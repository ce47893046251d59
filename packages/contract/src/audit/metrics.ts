/** The CloudWatch namespace of the metrics. */
export const metricNamespace = 'Scopegate';

/**
 * JSON members that have CloudWatch count a log line (embedded metric format), once under each name, by API, service and
 * reason code. As text and made once, since a line is written at each request; only the time changes.
 *
 * Every combination of dimension values is a metric of its own and paid for as one, so there is one set of dimensions, and
 * each of them is bounded: APIs are deployed, services are two, reason codes are a closed union. Nothing a caller sends
 * is a dimension.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const createMetrics = (...names: readonly string[]): ((now: number) => string) => {
  const counts = names.map((name) => `"${name}":1,`).join('');
  const metrics = names.map((name) => `{"Name":"${name}","Unit":"Count"}`);
  return (now) =>
    `${counts}"_aws":{"Timestamp":${now},"CloudWatchMetrics":[{"Namespace":"${metricNamespace}","Dimensions":[["apiId","service","reason"]],"Metrics":[${metrics}]}]}`;
};
