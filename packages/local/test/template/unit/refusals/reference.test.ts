// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub

import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import type { Loose } from '../support/orders-template.ts';
import { expectRefusal, type Refusal, set } from '../support/refusal.ts';

afterAll(removeAssemblies);

const jwt =
  (configuration: Loose): Refusal['change'] =>
  (p) => {
    for (const name of Object.keys(p('Authorizer')))
      if (/^Authorizer[UPR]|^Enable/.test(name)) delete p('Authorizer')[name];
    Object.assign(p('Authorizer'), {
      AuthorizerType: 'JWT',
      JwtConfiguration: configuration,
      IdentitySource: ['$request.header.Authorization'],
    });
    p('GetOrder').AuthorizationType = 'JWT';
  };

describe('loadModel refuses a reference', () => {
  it.each<Refusal>([
    {
      name: 'Ref of nothing',
      change: set('Stage', { StageVariables: { a: { 'Fn::Join': ['', ['x', { Ref: 'Nope' }]] } } }),
      at: 'Stage',
      path: 'Properties.StageVariables.a.Fn::Join[1][1].Ref',
      fault: { rule: 'unknown-reference', what: '"Nope" is neither a resource nor a parameter of the template' },
    },
    {
      name: 'Ref of an inherited name',
      change: set('Stage', { StageVariables: { a: { Ref: 'constructor' } } }),
      at: 'Stage',
      path: 'Properties.StageVariables.a.Ref',
      fault: { rule: 'unknown-reference', what: '"constructor" is neither a resource nor a parameter of the template' },
    },
    {
      name: 'Fn::Sub of nothing, in a resource that is not run',
      change: set('Alarm', { AlarmName: { 'Fn::Sub': '${Nope.Arn}' } }),
      at: 'Alarm',
      path: 'Properties.AlarmName.Fn::Sub',
      fault: { rule: 'unknown-reference', what: '"Nope" is neither a resource nor a parameter of the template' },
    },
    {
      name: 'unknown attribute',
      change: (p) => {
        p('Handler').Environment.Variables.X1 = { 'Fn::GetAtt': ['Client', 'ClientSecret'] };
      },
      at: 'Handler',
      path: 'Properties.Environment.Variables.X1',
      fault: {
        rule: 'unknown-attribute',
        what: 'Fn::GetAtt "Client.ClientSecret": the local platform knows no such attribute of AWS::Cognito::UserPoolClient',
        allowed: 'ClientId, Name',
      },
    },
    {
      name: 'Ref of a type that is not run, in the environment of an authorizer',
      change: (p, r) => {
        r.Queue = { Type: 'AWS::SQS::Queue' };
        p('Auth').Environment.Variables.QUEUE = { Ref: 'Queue' };
      },
      at: 'Auth',
      path: 'Properties.Environment.Variables.QUEUE',
      fault: {
        rule: 'reference-to-type-not-run',
        what: 'Ref names "Queue" of type AWS::SQS::Queue, which the local platform does not run',
        option: { name: 'environmentOverrides' },
      },
    },
    ...[
      {
        name: 'JWT issuer',
        at: 'Authorizer',
        path: 'JwtConfiguration.Issuer',
        change: jwt({ Issuer: { 'Fn::GetAtt': 'Queue.QueueUrl' }, Audience: ['a'] }),
      },
      {
        name: 'JWT audience',
        at: 'Authorizer',
        path: 'JwtConfiguration.Audience[0]',
        change: jwt({ Issuer: 'https://a.example', Audience: [{ 'Fn::GetAtt': 'Queue.QueueUrl' }] }),
      },
      {
        name: 'identity source',
        at: 'Authorizer',
        path: 'IdentitySource[0]',
        change: set('Authorizer', { IdentitySource: [{ 'Fn::GetAtt': 'Queue.QueueUrl' }] }),
      },
      {
        name: 'origin of CORS',
        at: 'Api',
        path: 'CorsConfiguration.AllowOrigins[0]',
        change: set('Api', { CorsConfiguration: { AllowOrigins: [{ 'Fn::GetAtt': 'Queue.QueueUrl' }] } }),
      },
      {
        name: 'stage variable',
        at: 'Stage',
        path: 'StageVariables.a',
        change: set('Stage', { StageVariables: { a: { 'Fn::GetAtt': 'Queue.QueueUrl' } } }),
      },
      {
        name: 'denied table',
        at: 'Policy',
        path: 'PolicyDocument.Statement[0].Resource',
        change: set('Policy', {
          PolicyDocument: {
            Statement: [{ Action: 'dynamodb:*', Effect: 'Deny', Resource: { 'Fn::GetAtt': 'Queue.QueueUrl' } }],
          },
        }),
      },
    ].map(
      ({ name, at, path, change }): Refusal => ({
        name: `attribute of a type that is not run: ${name}`,
        change: (p, r, t) => {
          r.Queue = { Type: 'AWS::SQS::Queue' };
          change(p, r, t);
        },
        at,
        path: `Properties.${path}`,
        fault: {
          rule: 'reference-to-type-not-run',
          what: 'Fn::GetAtt names "Queue.QueueUrl" of type AWS::SQS::Queue, which the local platform does not run',
          option: { name: 'parameters', entry: 'Queue.QueueUrl' },
        },
      }),
    ),
    {
      name: 'Ref of what a condition leaves out',
      change: (p) => {
        p('Handler').Environment.Variables.QUEUE = { Ref: 'Left' };
      },
      at: 'Handler',
      path: 'Properties.Environment.Variables.QUEUE.Ref',
      fault: {
        rule: 'reference-under-false-condition',
        what: '"Left" is not in the stack: its condition "Never" is false',
      },
    },
    {
      name: 'parameter from SSM',
      change: (p) => {
        p('Handler').Environment.Variables.VERSION = { Ref: 'BootstrapVersion' };
      },
      at: 'Handler',
      path: 'Properties.Environment.Variables.VERSION',
      fault: {
        rule: 'parameter-from-ssm',
        what: 'Parameter BootstrapVersion is read from SSM Parameter Store (AWS::SSM::Parameter::Value<String>), which the local platform does not run',
        option: { name: 'parameters', entry: 'BootstrapVersion' },
      },
    },
    {
      name: 'parameter without a default',
      change: (p, _, t) => {
        t.Parameters.Key = { Type: 'String' };
        p('Handler').Environment.Variables.KEY = { Ref: 'Key' };
      },
      at: 'Handler',
      path: 'Properties.Environment.Variables.KEY',
      fault: {
        rule: 'parameter-without-value',
        what: 'Parameter Key has no value: it has no Default',
        option: { name: 'parameters', entry: 'Key' },
      },
    },
    {
      name: 'unsupported function',
      change: set('Stage', { StageVariables: { a: { 'Fn::Length': '' } } }),
      at: 'Stage',
      path: 'Properties.StageVariables.a',
      fault: { rule: 'intrinsic-function', what: 'Fn::Length is not supported by the local platform' },
    },
    {
      name: 'transform inside',
      change: set('Api', { Name: { 'Fn::Transform': { Name: 'M' } } }),
      at: 'Api',
      path: 'Properties.Name',
      fault: { rule: 'intrinsic-function', what: 'Fn::Transform "M" is not supported by the local platform' },
    },
    {
      name: 'circle of resources',
      change: (p) => {
        p('Handler').Environment.Variables.OTHER = { Ref: 'Auth' };
        p('Auth').Environment.Variables.OTHER = { 'Fn::Sub': '${Handler.Arn}' };
      },
      at: 'Handler',
      path: 'Properties',
      fault: { rule: 'circular-dependency', what: 'Circular dependency between resources: Handler -> Auth -> Handler' },
    },
    {
      name: 'dependency on nothing',
      change: (_, r) => {
        r.Topic.DependsOn = 'Nope';
      },
      at: 'Topic',
      path: 'DependsOn',
      fault: { rule: 'unknown-dependency', what: 'DependsOn names "Nope", which is not in the template' },
    },
    {
      name: 'circle of conditions',
      change: (_, r, t) => {
        t.Conditions.A = { Condition: 'B' };
        t.Conditions.B = { Condition: 'A' };
        r.Topic.Condition = 'A';
      },
      at: 'Topic',
      path: 'Condition',
      fault: { rule: 'circular-reference', what: 'Circular reference: Conditions.A -> Conditions.B -> Conditions.A' },
    },
    {
      name: 'condition that is not declared',
      change: (_, r) => {
        r.Topic.Condition = 'toString';
      },
      at: 'Topic',
      path: 'Condition',
      fault: { rule: 'undeclared-condition', what: 'Condition "toString" is not declared' },
    },
    {
      name: 'output of nothing',
      change: (_, __, t) => {
        t.Outputs.Url.Value = { Ref: 'Nope' };
      },
      at: 'Url',
      path: 'Outputs.Url.Value.Ref',
      fault: { rule: 'unknown-reference', what: '"Nope" is neither a resource nor a parameter of the template' },
    },
    {
      name: 'resource attribute',
      change: (_, r) => {
        r.Topic.Surprise = 1;
      },
      at: 'Topic',
      path: 'Resources',
      fault: { rule: 'resource-attribute', what: 'Resource attribute Surprise is not supported by the local platform' },
    },
  ])('$name', expectRefusal);
});
