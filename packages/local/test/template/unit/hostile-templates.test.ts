// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Fault, TemplateError } from '../../../src/model/index.ts';
import { loadModel } from '../../../src/template/load-model.ts';
import type { Loose } from './support/orders-template.ts';

// Each of these templates took for ever, or ended the process, before its limit.

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'scopegate-hostile-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const write = (name: string, content: Loose | string): void =>
  writeFileSync(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));

/** The faults of the directory's template. */
function faultsOf(name: string): readonly Fault[] {
  try {
    loadModel({ assembly: join(directory, name) });
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return error.faults;
    throw error;
  }
}

const levels = Array.from({ length: 60 }, (_, level) => level);
const api = (name: Loose): Loose => ({
  Type: 'AWS::ApiGatewayV2::Api',
  Properties: { ProtocolType: 'HTTP', Name: name },
});
const named = (name: Loose, rest: Loose = {}): Loose => ({ Resources: { Api: api(name) }, ...rest });
const at = (rule: string, path = 'Properties.Name') => ({ rule, where: { logicalId: 'Api', path } });

const nest = (depth: number, wrap: (inner: Loose) => Loose, inner: Loose = 'x'): Loose =>
  depth === 0 ? inner : nest(depth - 1, wrap, wrap(inner));

/** Each one names the next twice. */
const twice = (operator: string): Loose => ({
  ...Object.fromEntries(
    levels.map((level) => [
      `C${level}`,
      { [operator]: [{ Condition: `C${level + 1}` }, { Condition: `C${level + 1}` }] },
    ]),
  ),
  C60: { 'Fn::Equals': ['a', operator === 'Fn::Or' ? 'b' : 'a'] },
});

describe('a template that names its values twice', () => {
  it.each(['Fn::And', 'Fn::Or'])('ends: conditions by %s', (operator) => {
    write('t.json', named({ 'Fn::If': ['C0', 'yes', 'no'] }, { Conditions: twice(operator) }));
    expect(faultsOf('t.json')).toEqual([]);
  });

  it('ends: conditions behind names of resources', () => {
    const Resources = Object.fromEntries(
      levels.map((level) => [
        `Fn${level}`,
        {
          Type: 'AWS::Logs::LogGroup',
          Properties: { LogGroupName: { 'Fn::Select': ['0', [{ Ref: `Fn${level + 1}` }, { Ref: `Fn${level + 1}` }]] } },
        },
      ]),
    );
    const Fn60 = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'end' } };
    write('t.json', { Resources: { Api: api({ Ref: 'Fn0' }), ...Resources, Fn60 } });
    expect(faultsOf('t.json')).toEqual([]);
  });

  it('is refused where its length passes the limit', () => {
    const Resources = Object.fromEntries(
      levels.map((level) => [
        `Fn${level}`,
        {
          Type: 'AWS::Logs::LogGroup',
          Properties: { LogGroupName: { 'Fn::Sub': `\${Fn${level + 1}}\${Fn${level + 1}}` } },
        },
      ]),
    );
    const Fn60 = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'end' } };
    write('t.json', { Resources: { Api: api({ Ref: 'Fn0' }), ...Resources, Fn60 } });
    expect(new Set(faultsOf('t.json').map(({ rule }) => rule))).toEqual(new Set(['value-length']));
  });

  it('ends: nested stacks that hand a parameter on twice', () => {
    for (const level of levels) {
      const P = { 'Fn::Select': ['0', [{ Ref: 'P' }, { Ref: 'P' }]] };
      const Next = {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: `n${level + 1}.json`, Parameters: { P } },
      };
      write(`n${level}.json`, { Parameters: { P: { Type: 'String', Default: 'x' } }, Resources: { Next } });
    }
    write('n60.json', named({ Ref: 'P' }, { Parameters: { P: { Type: 'String' } } }));
    expect(faultsOf('n0.json').map(({ rule }) => rule)).toEqual([]);
  });

  it('is refused: files that each nest the next twice', () => {
    for (const level of levels) {
      const next = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `n${level + 1}.json` } };
      write(`n${level}.json`, { Resources: { A: next, B: next } });
    }
    write('n60.json', named('x'));
    expect(faultsOf('n0.json').filter(({ rule }) => rule === 'nested-stack-count')).toHaveLength(1);
  });
});

describe('a deep template', () => {
  it.each([
    { name: 'Fn::Sub', value: nest(250, (inner) => ({ 'Fn::Sub': ['${a}', { a: inner }] })) },
    { name: 'Fn::Base64', value: nest(250, (inner) => ({ 'Fn::Base64': inner })) },
    { name: 'Fn::Join', value: nest(250, (inner) => ({ 'Fn::Join': ['', [inner]] })) },
  ])('is refused as a file: $name', ({ value }) => {
    write('t.json', named(value));
    expect(faultsOf('t.json')).toMatchObject([{ rule: 'file-depth', where: { path: join(directory, 't.json') } }]);
  });

  it.each([
    { name: 'JSON', file: 't.json', text: `{"Resources":${'['.repeat(50_000)}${']'.repeat(50_000)}}` },
    { name: 'YAML', file: 't.yaml', text: `Resources: ${'['.repeat(250)}${']'.repeat(250)}` },
  ])('is refused as a file: lists in $name', ({ file, text }) => {
    write(file, text);
    expect(faultsOf(file)).toMatchObject([{ rule: 'file-depth' }]);
  });

  it('is refused in YAML, deeper than the parser goes', () => {
    write('t.yaml', `Resources: ${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect(faultsOf('t.yaml')).toMatchObject([{ rule: 'file-syntax', what: expect.stringContaining('at line 1') }]);
  });

  it.each([
    { name: 'Fn::Base64, growing', value: nest(60, (inner) => ({ 'Fn::Base64': inner })), fault: at('value-length') },
    {
      name: 'a chain of conditions',
      value: { 'Fn::If': ['C0', 'a', 'b'] },
      rest: {
        Conditions: Object.fromEntries(
          Array.from({ length: 9000 }, (_, level) => [`C${level}`, { 'Fn::Not': [{ Condition: `C${level + 1}` }] }]),
        ),
      },
      fault: at('value-depth'),
    },
    {
      name: 'a mapping that looks itself up',
      value: { 'Fn::Join': ['', { 'Fn::FindInMap': ['M', 'a', 'b'] }] },
      rest: {
        Mappings: { M: { a: { b: [{ 'Fn::FindInMap': ['M', 'a', 'b'] }, { 'Fn::FindInMap': ['M', 'a', 'b'] }] } } },
      },
      fault: at('value-depth'),
    },
  ])('is refused where the limit is passed: $name', ({ value, rest, fault }) => {
    write('t.json', named(value, rest));
    expect(faultsOf('t.json')).toMatchObject([fault]);
  });

  it('ends: a long chain of DependsOn', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, level) => [
        `T${level}`,
        { Type: 'A::B::C', DependsOn: `T${Math.min(level + 1, 19_999)}` },
      ]),
    );
    write('t.json', { Resources: { Api: api('x'), ...chain } });
    expect(faultsOf('t.json')).toMatchObject([{ rule: 'circular-dependency' }]);
  });
});

describe('a long template', () => {
  it('ends: many keys, many aliases', () => {
    const names = Array.from({ length: 40_000 }, (_, index) => `    k${index}: *x`);
    write('t.yaml', `Metadata:\n  a: &x 1\n  b:\n${names.join('\n')}\nResources:\n  A: { Type: A::B::C }\n`);
    expect(faultsOf('t.yaml')).toEqual([]);
  });

  it('is refused: a pattern that is never decided', () => {
    const Parameters = { P: { Type: 'String', AllowedPattern: '(a+)+b' } };
    write('n.json', named({ Ref: 'P' }, { Parameters }));
    const Properties = { TemplateURL: 'n.json', Parameters: { P: 'a'.repeat(60) } };
    write('t.json', { Resources: { N: { Type: 'AWS::CloudFormation::Stack', Properties } } });
    expect(faultsOf('t.json')).toMatchObject([{ rule: 'parameter-pattern' }]);
  });

  it('is refused: a pattern that is none', () => {
    write('t.json', named({ Ref: 'P' }, { Parameters: { P: { Type: 'String', AllowedPattern: '(' } } }));
    expect(() => loadModel({ assembly: join(directory, 't.json'), parameters: { P: 'x' } })).toThrow(TemplateError);
  });
});

describe('a template that is no file', () => {
  it('is refused: a named pipe, a device', () => {
    execFileSync('mkfifo', [join(directory, 'pipe.json')]);
    symlinkSync('/dev/zero', join(directory, 'zero.yaml'));
    for (const name of ['pipe.json', 'zero.yaml']) {
      expect(faultsOf(name)).toMatchObject([{ rule: 'file-access', what: expect.stringContaining('is no file') }]);
    }
  });
});
