import { describe, expect, it } from '@jest/globals';
import { parseYaml } from '../../../src/template/assembly/read-yaml.ts';

describe('parseYaml', () => {
  it.each([
    { name: 'a short form', text: 'a: !Ref B', value: { a: { Ref: 'B' } } },
    { name: 'a short form with a dot', text: 'a: !GetAtt B.Arn', value: { a: { 'Fn::GetAtt': 'B.Arn' } } },
    {
      name: 'short forms inside each other',
      text: 'a: !Join ["-", [!Ref B]]',
      value: { a: { 'Fn::Join': ['-', [{ Ref: 'B' }]] } },
    },
    { name: 'a condition', text: '!Not [!Condition C]', value: { 'Fn::Not': [{ Condition: 'C' }] } },
    { name: 'a short form over lines', text: 'a: !Sub |\n  x\n  y\n', value: { a: { 'Fn::Sub': 'x\ny\n' } } },
    { name: 'a version as it is written', text: 'a: 2.0', value: { a: '2.0' } },
    { name: 'an account as it is written', text: 'a: 012345678901', value: { a: '012345678901' } },
    { name: 'a number', text: 'a: 30', value: { a: 30 } },
    { name: 'a date as text', text: 'a: 2012-10-17', value: { a: '2012-10-17' } },
    { name: 'no as text', text: 'a: no', value: { a: 'no' } },
    { name: 'nothing', text: 'a:', value: { a: null } },
    { name: 'a status code as a key', text: '200: x', value: { '200': 'x' } },
    { name: 'an alias', text: 'a: &x [1]\nb: *x', value: { a: [1], b: [1] } },
    { name: 'an empty file', text: '', value: null },
  ])('reads $name', ({ text, value }) => {
    expect(parseYaml(text)).toEqual(value);
  });

  it.each([
    { name: 'an unknown tag', text: 'a: 1\nb: !Nope x', words: 'Unknown tag !Nope, at line 2' },
    { name: 'a binary', text: 'a: !!binary aGk=', words: 'Unknown tag' },
    { name: 'a merge key', text: 'a: &x {}\nb: { <<: *x }', words: 'merge keys' },
    { name: 'a repeated key', text: 'a: 1\na: 2', words: 'unique' },
    { name: 'two documents', text: 'a: 1\n---\nb: 1', words: 'several YAML documents' },
    { name: 'an alias inside its own value', text: 'a: &x [*x]', words: 'alias' },
    {
      name: 'aliases that multiply',
      text: [
        'a0: &a0 [1,1,1,1,1,1,1,1,1,1]',
        ...[0, 1, 2, 3, 4, 5].map((n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(',')}]`),
      ].join('\n'),
      words: 'more than 200000 values',
    },
  ])('refuses $name', ({ text, words }) => {
    expect(() => parseYaml(text)).toThrow(words);
    expect(() => parseYaml(text)).toThrow(SyntaxError);
  });
});
