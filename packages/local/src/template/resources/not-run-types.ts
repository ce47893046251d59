import { arnOf } from '../environment.ts';
import { generatedName, lowerCaseId, uuidOf } from '../physical-id.ts';
import type { Referable, ResourceIdentity } from './resource-type.ts';

type Read = (self: ResourceIdentity) => string;

/** A name given by the template, or made up. */
const named =
  (property: string, maxLength: number): Read =>
  (self) =>
    self.given(property) ?? generatedName(self.at, maxLength);

/** An ARN in this Region and account. */
const arn =
  (service: string, prefix: string, name: Read): Read =>
  (self) =>
    arnOf(self.environment, service, `${prefix}${name(self)}`);

const topicName = named('TopicName', 256);
const topicArn = arn('sns', '', topicName);
const parameterName = named('Name', 1011);
const alarmName = named('AlarmName', 255);
const dashboardName = named('DashboardName', 255);
const bucketName: Read = (self) =>
  self.given('BucketName') ??
  `${`${self.at.stack}-${self.at.logicalId}`.toLowerCase().slice(0, 50)}-${lowerCaseId(self.at, 12)}`;

/**
 * Types that serve no request and are not run, but whose identifiers a function may carry in its environment: their
 * values have the form AWS documents. A call to the service behind one fails by name when it is made.
 */
export const notRunReferables: readonly Referable[] = [
  { type: 'AWS::SNS::Topic', ref: topicArn, attributes: { TopicArn: topicArn, TopicName: topicName } },
  { type: 'AWS::SSM::Parameter', ref: parameterName, attributes: { Value: (self) => self.given('Value') ?? '' } },
  {
    type: 'AWS::S3::Bucket',
    ref: bucketName,
    attributes: { Arn: (self) => `arn:${self.environment.partition}:s3:::${bucketName(self)}` },
  },
  {
    type: 'AWS::KMS::Key',
    ref: (self) => uuidOf(self.at),
    attributes: { Arn: arn('kms', 'key/', (self) => uuidOf(self.at)), KeyId: (self) => uuidOf(self.at) },
  },
  { type: 'AWS::CloudWatch::Alarm', ref: alarmName, attributes: { Arn: arn('cloudwatch', 'alarm:', alarmName) } },
  { type: 'AWS::CloudWatch::Dashboard', ref: dashboardName, attributes: {} },
];
