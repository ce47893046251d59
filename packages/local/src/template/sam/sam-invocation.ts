import type { Json, JsonObject } from '../json-value.ts';

const partition = { Ref: 'AWS::Partition' };
const regionChoice = { Ref: 'AWS::Region' };

/** The invocation URI of a function, given its ARN as the template has it. */
export const invocationUri = (functionArn: Json): JsonObject => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      partition,
      ':apigateway:',
      regionChoice,
      ':lambda:path/2015-03-31/functions/',
      functionArn,
      '/invocations',
    ],
  ],
});

/** Lets an API invoke a function. `resource`: what follows the API's id in the source ARN. */
export const permissionOf = (functionName: Json, api: string, resource: string): JsonObject => ({
  Action: 'lambda:InvokeFunction',
  FunctionName: functionName,
  Principal: 'apigateway.amazonaws.com',
  SourceArn: {
    'Fn::Join': [
      '',
      [
        'arn:',
        partition,
        ':execute-api:',
        regionChoice,
        ':',
        { Ref: 'AWS::AccountId' },
        ':',
        { Ref: api },
        `/${resource}`,
      ],
    ],
  },
});
