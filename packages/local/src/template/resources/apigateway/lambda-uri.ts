const functionArn = /^arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:[^:/]+(?::[A-Za-z0-9_-]+)?$/;
const invocationPattern =
  /^arn:([a-z-]+):apigateway:([a-z0-9-]+):lambda:path\/2015-03-31\/functions\/(arn:\1:lambda:\2:[^/]+)\/invocations$/;

/** The form API Gateway wants of an authorizer's URI, for messages. */
export const invocationForm =
  'arn:<partition>:apigateway:<region>:lambda:path/2015-03-31/functions/<function ARN>/invocations';

/**
 * The function ARN in an invocation URI, with the version or alias that qualifies it; `undefined` when the text is none.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html
 */
export const functionOfInvocationUri = (uri: string): string | undefined => lambdaArn(invocationPattern.exec(uri)?.[3]);

/** The function ARN that an integration URI names: bare, or in an invocation URI. */
export const functionOfIntegrationUri = (uri: string): string | undefined =>
  lambdaArn(uri) ?? functionOfInvocationUri(uri);

const lambdaArn = (arn: string | undefined): string | undefined =>
  arn !== undefined && functionArn.test(arn) ? arn : undefined;
