import { describe, expect, it } from '@jest/globals';
import { type Fault, TemplateError } from '../../../src/model/index.ts';

const fault: Fault = {
  rule: 'a-rule',
  where: { stack: 'Shop', logicalId: 'Api', type: 'AWS::ApiGatewayV2::Api', path: 'Properties.Name' },
  what: 'It is wrong',
  remedy: 'Correct it.',
};

const textOf = (changes: Partial<Fault>): string => new TemplateError([{ ...fault, ...changes }]).message;

describe('the message of a TemplateError', () => {
  it.each<{ name: string; changes: Partial<Fault>; paragraph: readonly string[] }>([
    {
      name: 'a resource',
      changes: {},
      paragraph: [
        '  Shop/Api (AWS::ApiGatewayV2::Api) Properties.Name',
        '    It is wrong.',
        '    What to do: Correct it.',
      ],
    },
    {
      name: 'a file',
      changes: { where: { path: '/cdk.out/manifest.json' } },
      paragraph: ['  /cdk.out/manifest.json', '    It is wrong.', '    What to do: Correct it.'],
    },
    {
      name: 'an option, and an entry of it',
      changes: { where: { option: { name: 'parameters', entry: 'Stage' } } },
      paragraph: ['  option `parameters` ("Stage")', '    It is wrong.', '    What to do: Correct it.'],
    },
    {
      name: 'an option as it meets a resource',
      changes: { where: { stack: 'Shop', logicalId: 'Api', option: { name: 'stage' } } },
      paragraph: ['  Shop/Api option `stage`', '    It is wrong.', '    What to do: Correct it.'],
    },
    {
      name: 'what was given, what is allowed and the option that settles it',
      changes: {
        what: "AWS's own sentence.",
        given: '3601',
        allowed: '0 to 3600',
        option: { name: 'issuerKeys', entry: 'https://i' },
      },
      paragraph: [
        '  Shop/Api (AWS::ApiGatewayV2::Api) Properties.Name',
        "    AWS's own sentence. Given: 3601. Allowed: 0 to 3600.",
        '    What to do: Correct it.',
        '    Or with option `issuerKeys` ("https://i")',
      ],
    },
  ])('shows $name', ({ changes, paragraph }) => {
    expect(textOf(changes)).toBe(
      `The assembly cannot be run locally: 1 fault.\n\n${paragraph.map((line) => `${line}\n`).join('')}`,
    );
  });
});
