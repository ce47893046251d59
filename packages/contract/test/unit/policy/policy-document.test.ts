import { describe, expect, it } from '@jest/globals';
import { denyAll, stageArnOf } from '../../../src/policy/index.ts';
import { toPolicyDocument } from '../../../src/policy/policy-document.ts';

const stageArn = 'arn:aws:execute-api:eu-central-1:123456789012:abcdefghij/$default';
const Version = '2012-10-17';
const Action = 'execute-api:Invoke';

describe('a policy document', () => {
  it('allows, and denies what there is to deny', () => {
    const allow = { Effect: 'Allow', Action, Resource: [`${stageArn}/GET/a`, `${stageArn}/GET/b/*`] };
    const deny = { Effect: 'Deny', Action, Resource: [`${stageArn}/GET/b/c`] };
    expect(toPolicyDocument(stageArn, ['GET/a', 'GET/b/*'], [])).toEqual({ Version, Statement: [allow] });
    expect(toPolicyDocument(stageArn, ['GET/a', 'GET/b/*'], ['GET/b/c'])).toEqual({
      Version,
      Statement: [allow, deny],
    });
  });

  it('of nothing denies everything', () => {
    expect(denyAll).toEqual({ Version, Statement: [{ Effect: 'Deny', Action, Resource: ['*'] }] });
  });
});

describe('the stage of an ARN', () => {
  it.each([
    { arn: `${stageArn}/GET/a/b`, stage: stageArn },
    { arn: `${stageArn}/GET/`, stage: stageArn },
    { arn: `${stageArn}/GET`, stage: stageArn },
    {
      arn: 'arn:aws-cn:execute-api:cn-north-1:123456789012:a1/dev-1/POST/x:y',
      stage: 'arn:aws-cn:execute-api:cn-north-1:123456789012:a1/dev-1',
    },
  ])('$arn', ({ arn, stage }) => {
    expect(stageArnOf(arn)).toBe(stage);
  });

  it.each([
    undefined,
    '',
    '*',
    'arn:aws:execute-api:*:123456789012:a1/$default/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:*/$default/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:a1/*/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:a1/$x{}/GET/a',
    'arn:aws:lambda:eu-central-1:123456789012:a1/dev/GET/a',
    `${stageArn}/get/a`,
  ])('refuses %p', (arn) => {
    expect(() => stageArnOf(arn)).toThrow('The event has no routeArn of an HTTP API');
  });
});

describe('the ARN of a stage', () => {
  it.each([
    `x${stageArn}/GET/a`,
    `${stageArn}/GETa-`,
    `${stageArn}/`,
    'arn::execute-api:eu-central-1:123456789012:a1/dev/GET/a',
    'arn:aws:execute-api::123456789012:a1/dev/GET/a',
    'arn:aws:execute-api:eu-central-1:12345678901:a1/dev/GET/a',
    'arn:aws:execute-api:eu-central-1:1234567890123:a1/dev/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:/dev/GET/a',
    'arn:aws:execute-api:eu-central-1:123456789012:a1//GET/a',
    7,
    { toString: () => `${stageArn}/GET/a` },
  ])('is not in %p', (text) => {
    expect(() => stageArnOf(text)).toThrow('Let nothing but an HTTP API with payload format 2.0 call the authorizer.');
  });
});
