/** The CloudWatch namespace of the metrics. */
export const metricNamespace = 'Scopegate';

/** The `_aws` member of a log line in CloudWatch's embedded metric format. */
export interface MetricDirective {
  /** Milliseconds since the epoch. */
  readonly Timestamp: number;
  readonly CloudWatchMetrics: readonly {
    readonly Namespace: string;
    readonly Dimensions: readonly (readonly string[])[];
    readonly Metrics: readonly { readonly Name: string; readonly Unit: 'Count' }[];
  }[];
}

/**
 * Has CloudWatch count the named members of the line it stands in, by API, service and reason code.
 *
 * Every combination of dimension values is a metric of its own and paid for as one, so there is one set of dimensions, and
 * each of them is bounded: APIs are deployed, services are two, reason codes are a closed union. Nothing a caller sends
 * is a dimension.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const decisionMetrics = (names: readonly string[], now: number): MetricDirective => ({
  Timestamp: now,
  CloudWatchMetrics: [
    {
      Namespace: metricNamespace,
      Dimensions: [['apiId', 'service', 'reason']],
      Metrics: names.map((Name) => ({ Name, Unit: 'Count' })),
    },
  ],
});
