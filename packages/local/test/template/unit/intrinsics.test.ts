// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub

import { describe, expect, it } from '@jest/globals';
import { FaultList } from '../../../src/model/index.ts';
import { readStackTemplate } from '../../../src/template/assembly/stack-template.ts';
import { createEnvironment } from '../../../src/template/environment.ts';
import { StackScope } from '../../../src/template/intrinsics/stack-scope.ts';
import { referables } from '../../../src/template/resources/catalogue.ts';
import { madeUpValue } from '../../../src/template/resources/made-up-value.ts';
import type { Loose } from './support/orders-template.ts';

const template: Loose = {
  Parameters: {
    Word: { Type: 'String', Default: 'hello' },
    Count: { Type: 'Number', Default: 3 },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
    Empty: { Type: 'String' },
  },
  Mappings: { Sizes: { dev: { memory: '128', zones: ['a', 'b'] } } },
  Conditions: {
    Yes: { 'Fn::Equals': [{ Ref: 'Word' }, 'hello'] },
    No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
    Either: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
    Odd: { 'Fn::Contains': [['a'], 'a'] },
  },
  Resources: {
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } },
    Named: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { 'Fn::Sub': '${Word}-fn' } } },
    Self: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '${Self}-logs' } } },
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { StageName: 'dev' } },
    Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r', Path: '/svc/' } },
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/a/b' } },
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 't' } },
    Setting: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/s', Value: { Ref: 'Word' } } },
    Bucket: { Type: 'AWS::S3::Bucket' },
    Key: { Type: 'AWS::KMS::Key' },
  },
};

const faults = new FaultList();
const scope = new StackScope({
  stack: 'S',
  template: readStackTemplate(template, 'S', faults),
  environment: createEnvironment('eu-west-1', '111122223333'),
  referables: referables,
  imported: (name) => `imported ${name}`,
  madeUp: madeUpValue,
});
const resolve = (json: Loose) => scope.valueOf('test', json);

describe('intrinsic functions', () => {
  it.each([
    { name: 'literal', json: { a: [1, true, 'x'] }, value: { a: [1, true, 'x'] } },
    { name: 'Ref of a parameter', json: { Ref: 'Word' }, value: 'hello' },
    { name: 'Ref of a number parameter', json: { Ref: 'Count' }, value: '3' },
    { name: 'Ref of a list parameter', json: { Ref: 'Names' }, value: ['a', 'b', 'c'] },
    { name: 'Ref of a Region', json: { Ref: 'AWS::Region' }, value: 'eu-west-1' },
    { name: 'Ref of an account', json: { Ref: 'AWS::AccountId' }, value: '111122223333' },
    { name: 'Ref of a partition', json: { Ref: 'AWS::Partition' }, value: 'aws' },
    { name: 'Ref of the stack', json: { Ref: 'AWS::StackName' }, value: 'S' },
    { name: 'Ref of the URL suffix', json: { Ref: 'AWS::URLSuffix' }, value: 'amazonaws.com' },
    { name: 'Ref of no value', json: { Ref: 'AWS::NoValue' }, value: undefined },
    { name: 'no value in a list', json: ['a', { Ref: 'AWS::NoValue' }, 'b'], value: ['a', 'b'] },
    { name: 'no value in an object', json: { a: { Ref: 'AWS::NoValue' }, b: 1 }, value: { b: 1 } },
    { name: 'Ref of a named resource', json: { Ref: 'Table' }, value: 'orders' },
    { name: 'Ref of a stage', json: { Ref: 'Stage' }, value: 'dev' },
    { name: 'Ref of a resource named by Fn::Sub', json: { Ref: 'Named' }, value: 'hello-fn' },
    {
      name: 'Fn::GetAtt',
      json: { 'Fn::GetAtt': ['Table', 'Arn'] },
      value: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
    },
    {
      name: 'Fn::GetAtt with a dot',
      json: { 'Fn::GetAtt': 'Named.Arn' },
      value: 'arn:aws:lambda:eu-west-1:111122223333:function:hello-fn',
    },
    {
      name: 'Fn::GetAtt of a role with a path',
      json: { 'Fn::GetAtt': ['Role', 'Arn'] },
      value: 'arn:aws:iam::111122223333:role/svc/r',
    },
    {
      name: 'Fn::GetAtt of a log group',
      json: { 'Fn::GetAtt': ['Logs', 'Arn'] },
      value: 'arn:aws:logs:eu-west-1:111122223333:log-group:/a/b:*',
    },
    {
      name: 'Fn::GetAtt of an endpoint',
      json: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] },
      value: expect.stringMatching(/^https:\/\/[a-z0-9]{10}\.execute-api\.eu-west-1\.amazonaws\.com$/),
    },
    {
      name: 'Fn::GetAtt of a provider',
      json: { 'Fn::GetAtt': ['Pool', 'ProviderName'] },
      value: expect.stringMatching(/^cognito-idp\.eu-west-1\.amazonaws\.com\/eu-west-1_\w{9}$/),
    },
    {
      name: 'Fn::GetAtt of a provider URL',
      json: { 'Fn::GetAtt': ['Pool', 'ProviderURL'] },
      value: expect.stringMatching(/^https:\/\/cognito-idp\./),
    },
    { name: 'Ref of a topic', json: { Ref: 'Topic' }, value: 'arn:aws:sns:eu-west-1:111122223333:t' },
    { name: 'Fn::GetAtt of a parameter in SSM', json: { 'Fn::GetAtt': ['Setting', 'Value'] }, value: 'hello' },
    { name: 'Ref of a bucket', json: { Ref: 'Bucket' }, value: expect.stringMatching(/^s-bucket-[a-z0-9]{12}$/) },
    {
      name: 'Fn::GetAtt of a key',
      json: { 'Fn::GetAtt': ['Key', 'Arn'] },
      value: expect.stringMatching(/^arn:aws:kms:eu-west-1:111122223333:key\/[0-9a-f-]{36}$/),
    },
    { name: 'Fn::Join', json: { 'Fn::Join': ['-', ['a', 1, { Ref: 'Word' }]] }, value: 'a-1-hello' },
    { name: 'Fn::Join of a list parameter', json: { 'Fn::Join': ['', { Ref: 'Names' }] }, value: 'abc' },
    {
      name: 'Fn::Sub',
      json: { 'Fn::Sub': '${Word} ${Table.Arn} ${!Word} $ {x}' },
      value: 'hello arn:aws:dynamodb:eu-west-1:111122223333:table/orders ${Word} $ {x}',
    },
    {
      name: 'Fn::Sub with variables',
      json: { 'Fn::Sub': ['${a}/${Word}', { a: { Ref: 'Count' }, Word: 'bye' }] },
      value: '3/bye',
    },
    { name: 'Fn::Select', json: { 'Fn::Select': ['1', { Ref: 'Names' }] }, value: 'b' },
    { name: 'Fn::Split', json: { 'Fn::Split': ['/', 'a/b'] }, value: ['a', 'b'] },
    {
      name: 'Fn::Select of Fn::Split',
      json: { 'Fn::Select': [2, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Table', 'Arn'] }] }] },
      value: 'dynamodb',
    },
    { name: 'Fn::If', json: { 'Fn::If': ['Yes', { Ref: 'Word' }, { Ref: 'Nope' }] }, value: 'hello' },
    { name: 'Fn::If on Fn::Not', json: { 'Fn::If': ['No', 1, 2] }, value: 2 },
    { name: 'Fn::If on Fn::And', json: { 'Fn::If': ['Both', 1, 2] }, value: 2 },
    { name: 'Fn::If on Fn::Or', json: { 'Fn::If': ['Either', { a: { Ref: 'Word' } }, 2] }, value: { a: 'hello' } },
    { name: 'Fn::FindInMap', json: { 'Fn::FindInMap': ['Sizes', 'dev', 'memory'] }, value: '128' },
    { name: 'Fn::FindInMap of a list', json: { 'Fn::FindInMap': ['Sizes', 'dev', 'zones'] }, value: ['a', 'b'] },
    { name: 'Fn::ImportValue', json: { 'Fn::ImportValue': { 'Fn::Sub': '${Word}-x' } }, value: 'imported hello-x' },
    { name: 'Fn::Base64', json: { 'Fn::Base64': { Ref: 'Word' } }, value: 'aGVsbG8=' },
    { name: 'Fn::GetAZs', json: { 'Fn::GetAZs': '' }, value: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] },
    {
      name: 'Fn::Cidr',
      json: { 'Fn::Cidr': ['10.0.0.0/16', 3, 8] },
      value: ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    },
    {
      name: 'Fn::Cidr of IPv6',
      json: { 'Fn::Cidr': ['2600:1f16:0:8c00::/56', '2', '64'] },
      value: ['2600:1f16:0:8c00::/64', '2600:1f16:0:8c01::/64'],
    },
    { name: 'key Ref beside others', json: { Ref: 'Word', Other: 1 }, value: { Ref: 'Word', Other: 1 } },
  ])('$name', ({ json, value }) => {
    expect(resolve(json)).toEqual(value);
  });

  it.each([
    { name: 'unknown function', json: { 'Fn::Length': [] }, words: 'Fn::Length is not supported' },
    { name: 'Fn::Cidr without room', json: { 'Fn::Cidr': ['10.0.0.0/24', 2, 8] }, words: 'has no room for 2 blocks' },
    { name: 'Fn::Cidr of no block', json: { 'Fn::Cidr': ['10.0.0/24', 2, 8] }, words: 'an address block' },
    {
      name: 'a macro',
      json: { 'Fn::Transform': { Name: 'AWS::Include' } },
      words: 'Fn::Transform "AWS::Include" is not',
    },
    { name: 'Fn::Transform', json: { 'Fn::Transform': {} }, words: 'Fn::Transform is not supported' },
    {
      name: 'condition function outside conditions',
      json: { 'Fn::Equals': [1, 1] },
      words: 'Fn::Equals is not supported',
    },
    { name: 'function beside other keys', json: { 'Fn::Join': ['', []], x: 1 }, words: 'stands beside other keys' },
    { name: 'Ref of nothing', json: { Ref: 'Nope' }, words: '"Nope", which is not in the template' },
    { name: 'Ref of an inherited name', json: { Ref: '__proto__' }, words: 'not in the template' },
    { name: 'Ref of an object', json: { Ref: {} }, words: 'Ref must be a name' },
    {
      name: 'Fn::GetAtt of an inherited name',
      json: { 'Fn::GetAtt': ['Table', 'constructor'] },
      words: 'no such attribute',
    },
    { name: 'Fn::GetAtt without attribute', json: { 'Fn::GetAtt': ['Table'] }, words: 'Fn::GetAtt must be' },
    { name: 'Fn::Select out of range', json: { 'Fn::Select': [3, ['a']] }, words: 'no item "3" in a list of 1' },
    { name: 'Fn::Select below', json: { 'Fn::Select': [-1, ['a']] }, words: 'no item "-1"' },
    { name: 'Fn::Join of an object', json: { 'Fn::Join': ['', [{}]] }, words: 'Fn::Join list[0] must be a string' },
    { name: 'Fn::Join without list', json: { 'Fn::Join': [''] }, words: 'Fn::Join must be' },
    {
      name: 'Fn::FindInMap of nothing',
      json: { 'Fn::FindInMap': ['Sizes', 'prod', 'memory'] },
      words: 'finds nothing at ["Sizes", "prod", "memory"]',
    },
    {
      name: 'Fn::FindInMap of an inherited name',
      json: { 'Fn::FindInMap': ['constructor', 'prototype', 'toString'] },
      words: 'finds nothing',
    },
    {
      name: 'Fn::FindInMap of an inherited key',
      json: { 'Fn::FindInMap': ['Sizes', 'dev', 'toString'] },
      words: 'finds nothing',
    },
    {
      name: 'Fn::Sub of an inherited name',
      json: { 'Fn::Sub': ['${constructor}', {}] },
      words: '"constructor", which is not',
    },
    {
      name: 'Fn::FindInMap with a default',
      json: { 'Fn::FindInMap': ['Sizes', 'x', 'y', { DefaultValue: 1 }] },
      words: 'Fn::FindInMap must be',
    },
    {
      name: 'condition that is not declared',
      json: { 'Fn::If': ['Nope', 1, 2] },
      words: 'Condition "Nope" is not declared',
    },
    {
      name: 'unknown condition function',
      json: { 'Fn::If': ['Odd', 1, 2] },
      words: 'Fn::Contains is not supported in a condition',
    },
    { name: 'parameter without value', json: { Ref: 'Empty' }, words: 'has no Default' },
    { name: 'name that is made of itself', json: { Ref: 'Self' }, words: 'Self.LogGroupName -> Self.LogGroupName' },
  ])('refuses $name', ({ json, words }) => {
    expect(() => resolve(json)).toThrow(words);
  });
});
