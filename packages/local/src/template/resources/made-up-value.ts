import { arnOf } from '../environment.ts';
import { generatedName, lowerCaseId, mixedCaseId, uuidOf } from '../physical-id.ts';
import type { ResourceIdentity } from './resource-type.ts';

type Read = (self: ResourceIdentity) => string;

/** The values AWS documents for a type, each in its form. */
interface Shape {
  readonly ref: Read;
  readonly attributes?: Readonly<Record<string, Read>>;
}

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

const id =
  (prefix: string, length: number): Read =>
  (self) =>
    `${prefix}${lowerCaseId(self.at, length)}`;

const upperId =
  (prefix: string, length: number): Read =>
  (self) =>
    `${prefix}${mixedCaseId(self.at, length).toUpperCase()}`;

const uuid: Read = (self) => uuidOf(self.at);

/** A host below a service of this Region: `<name>.<service>.<region>.amazonaws.com`. */
const host =
  (name: Read, service: string): Read =>
  (self) =>
    `${name(self)}.${service}.${self.environment.region}.${self.environment.urlSuffix}`;

const topicArn = arn('sns', '', named('TopicName', 256));
const queueName = named('QueueName', 80);
const queueUrl: Read = (self) =>
  `https://sqs.${self.environment.region}.${self.environment.urlSuffix}/${self.environment.accountId}/${queueName(self)}`;
const bucketName: Read = (self) =>
  self.given('BucketName') ??
  `${`${self.at.stack}-${self.at.logicalId}`.toLowerCase().slice(0, 50)}-${lowerCaseId(self.at, 12)}`;
const bucketHost: Read = (self) => `${bucketName(self)}.s3.${self.environment.urlSuffix}`;
const busName = named('Name', 256);
const ruleName = named('Name', 64);
const streamName = named('Name', 128);
const deliveryName = named('DeliveryStreamName', 64);
const stateMachineName = named('StateMachineName', 80);
const stateMachineArn = arn('states', 'stateMachine:', stateMachineName);
/** Secrets Manager adds a hyphen and six characters to the name. */
const secretArn: Read = (self) =>
  arnOf(
    self.environment,
    'secretsmanager',
    `secret:${self.given('Name') ?? generatedName(self.at, 256)}-${mixedCaseId(self.at, 6)}`,
  );
const distributionId = upperId('E', 13);
const alarmName = named('AlarmName', 255);
const userName = named('UserName', 64);
const identityPoolId: Read = (self) => `${self.environment.region}:${uuidOf(self.at)}`;
const databaseId = named('DBInstanceIdentifier', 63);
const clusterId = named('DBClusterIdentifier', 63);
const endpointAddress: Read = (self) =>
  host((one) => `${databaseId(one).toLowerCase()}.${lowerCaseId(one.at, 12)}`, 'rds')(self);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
const shapes: Readonly<Record<string, Shape>> = {
  'AWS::SNS::Topic': { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: named('TopicName', 256) } },
  'AWS::SQS::Queue': {
    ref: queueUrl,
    attributes: { Arn: arn('sqs', '', queueName), QueueName: queueName, QueueUrl: queueUrl },
  },
  'AWS::S3::Bucket': {
    ref: bucketName,
    attributes: {
      Arn: (self) => `arn:${self.environment.partition}:s3:::${bucketName(self)}`,
      DomainName: bucketHost,
      RegionalDomainName: host(bucketName, 's3'),
      WebsiteURL: (self) =>
        `http://${bucketName(self)}.s3-website-${self.environment.region}.${self.environment.urlSuffix}`,
    },
  },
  'AWS::KMS::Key': { ref: uuid, attributes: { Arn: arn('kms', 'key/', uuid), KeyId: uuid } },
  'AWS::KMS::Alias': { ref: (self) => self.given('AliasName') ?? `alias/${generatedName(self.at, 200)}` },
  'AWS::SecretsManager::Secret': { ref: secretArn, attributes: { Id: secretArn } },
  'AWS::Events::EventBus': { ref: busName, attributes: { Arn: arn('events', 'event-bus/', busName), Name: busName } },
  'AWS::Events::Rule': { ref: ruleName, attributes: { Arn: arn('events', 'rule/', ruleName) } },
  'AWS::Kinesis::Stream': { ref: streamName, attributes: { Arn: arn('kinesis', 'stream/', streamName) } },
  'AWS::KinesisFirehose::DeliveryStream': {
    ref: deliveryName,
    attributes: { Arn: arn('firehose', 'deliverystream/', deliveryName) },
  },
  'AWS::StepFunctions::StateMachine': {
    ref: stateMachineArn,
    attributes: { Arn: stateMachineArn, Name: stateMachineName },
  },
  'AWS::CloudFront::Distribution': {
    ref: distributionId,
    attributes: { DomainName: (self) => `d${lowerCaseId(self.at, 13)}.cloudfront.net`, Id: distributionId },
  },
  'AWS::CloudWatch::Alarm': { ref: alarmName, attributes: { Arn: arn('cloudwatch', 'alarm:', alarmName) } },
  'AWS::CloudWatch::Dashboard': { ref: named('DashboardName', 255) },
  'AWS::IAM::User': {
    ref: userName,
    attributes: {
      Arn: (self) => `arn:${self.environment.partition}:iam::${self.environment.accountId}:user/${userName(self)}`,
    },
  },
  'AWS::Cognito::IdentityPool': { ref: identityPoolId },
  'AWS::EC2::VPC': { ref: id('vpc-', 17), attributes: { VpcId: id('vpc-', 17) } },
  'AWS::EC2::Subnet': { ref: id('subnet-', 17), attributes: { SubnetId: id('subnet-', 17) } },
  'AWS::EC2::SecurityGroup': { ref: id('sg-', 17), attributes: { GroupId: id('sg-', 17) } },
  'AWS::RDS::DBInstance': {
    ref: databaseId,
    attributes: { 'Endpoint.Address': endpointAddress, 'Endpoint.Port': () => '3306' },
  },
  'AWS::RDS::DBCluster': {
    ref: clusterId,
    attributes: { 'Endpoint.Address': endpointAddress, 'Endpoint.Port': () => '3306' },
  },
};

/**
 * The `Ref` (without an attribute) or an attribute of a resource that is not run: in the form AWS documents for its type,
 * else an ARN or a URL where the attribute's name says so, else a name as CloudFormation makes them up.
 */
export function madeUpValue(type: string, attribute: string | undefined, self: ResourceIdentity): string {
  const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
  if (attribute === undefined) return (shape?.ref ?? anyName)(self);
  const { attributes = {} } = shape ?? {};
  const read = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  return read?.(self) ?? byName(type, attribute, self);
}

const anyName: Read = (self) => generatedName(self.at, 64);

function byName(type: string, attribute: string, self: ResourceIdentity): string {
  const [, service = 'cloudformation'] = type.toLowerCase().split('::');
  if (/arn$/i.test(attribute)) return arnOf(self.environment, service, anyName(self));
  if (/ur[il]$/i.test(attribute)) return `https://${host(id('', 12), service)(self)}/`;
  return anyName(self);
}
