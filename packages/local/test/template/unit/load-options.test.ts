import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../src/template/load-model.ts';
import { refusalOf, removeAssemblies, write, writeAssembly } from './support/assembly-on-disk.ts';
import { type Loose, ordersTemplate } from './support/orders-template.ts';

afterAll(removeAssemblies);

const importing = (name: Loose): Loose => ({
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic' },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: { 'Fn::ImportValue': name }, ProtocolType: 'HTTP' } },
  },
});

describe('environment', () => {
  it('takes the Region and account asked for', () => {
    const model = loadModel({
      assembly: writeAssembly({ Orders: ordersTemplate() }),
      region: 'cn-north-1',
      accountId: '111122223333',
    });
    expect(model).toMatchObject({ partition: 'aws-cn', region: 'cn-north-1', accountId: '111122223333' });
    expect(model.functions[0]?.arn).toMatch(/^arn:aws-cn:lambda:cn-north-1:111122223333:/);
    expect(model.userPools[0]?.issuer).toMatch(/^https:\/\/cognito-idp\.cn-north-1\.amazonaws\.com\.cn\/cn-north-1_/);
  });

  it('takes what the stack is synthesized for', () => {
    const assembly = writeAssembly({ Orders: ordersTemplate() }, { Orders: 'aws://111122223333/eu-west-1' });
    expect(loadModel({ assembly })).toMatchObject({ region: 'eu-west-1', accountId: '111122223333' });
  });

  it('refuses another Region than the stack is synthesized for', () => {
    const assembly = writeAssembly({ Orders: ordersTemplate() }, { Orders: 'aws://111122223333/eu-west-1' });
    const { faults } = refusalOf({ assembly, region: 'us-east-1' });
    expect(faults).toMatchObject([
      {
        rule: 'stack-of-other-environment',
        where: { stack: 'Orders', option: { name: 'region' } },
        what: 'Stack Orders is synthesized for region eu-west-1, not for us-east-1',
        option: { name: 'region', entry: 'eu-west-1' },
      },
    ]);
  });

  it.each([
    { option: 'region', value: 'mars', what: '"mars" is not a Region such as us-east-1' },
    { option: 'accountId', value: '12', what: '"12" is not twelve digits' },
  ])('refuses $option $value', ({ option, value, what }) => {
    const { faults } = refusalOf({ assembly: writeAssembly({ Orders: ordersTemplate() }), [option]: value });
    expect(faults).toMatchObject([{ rule: 'environment-form', where: { option: { name: option } }, what }]);
  });
});

describe('stacks', () => {
  const assembly = () => writeAssembly({ Orders: ordersTemplate(), Web: importing('orders-url') });

  it('resolves an export of another stack of the assembly', () => {
    const model = loadModel({ assembly: assembly() });
    const [orders, web] = model.apis;
    expect(web?.name).toBe(`https://${orders?.apiId}.execute-api.us-east-1.amazonaws.com`);
    expect(web?.apiId).not.toBe(orders?.apiId);
  });

  it.each(['Orders', 'App/Orders'])('loads the one called %s', (stack) => {
    const model = loadModel({ assembly: assembly(), stack });
    expect(model.apis.map((api) => api.stack)).toEqual(['Orders']);
  });

  it('refuses an import from a stack that is not loaded', () => {
    const { faults } = refusalOf({ assembly: assembly(), stack: 'Web' });
    expect(faults).toMatchObject([
      {
        rule: 'import-of-no-single-export',
        where: { logicalId: 'Api', path: 'Properties.Name' },
        what: 'Fn::ImportValue "orders-url": 0 of the loaded stacks export it',
      },
    ]);
  });

  it('refuses imports that go round in a circle', () => {
    const circular = (from: string, to: string): Loose => ({
      ...importing(from),
      Outputs: { Out: { Value: { 'Fn::ImportValue': from }, Export: { Name: to } } },
    });
    const { faults } = refusalOf({ assembly: writeAssembly({ A: circular('b', 'a'), B: circular('a', 'b') }) });
    expect(faults[0]).toMatchObject({
      rule: 'circular-reference',
      where: { path: 'Properties.Name' },
      what: expect.stringContaining('Circular reference'),
    });
  });

  it('refuses an unknown name, with the known ones', () => {
    const { faults } = refusalOf({ assembly: assembly(), stack: 'Nope' });
    expect(faults).toEqual([
      {
        rule: 'no-single-stack-of-name',
        where: { option: { name: 'stack', entry: 'Nope' } },
        what: '0 stacks are called "Nope"',
        allowed: 'Orders, Web',
        remedy: 'Name a stack of the assembly.',
      },
    ]);
  });

  it('refuses several assemblies inside the assembly', () => {
    const directory = assembly();
    write(directory, 'manifest.json', {
      artifacts: {
        'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
        'assembly-Dev': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Dev' } },
      },
    });
    const { faults } = refusalOf({ assembly: directory });
    expect(faults[0]).toMatchObject({
      rule: 'assembly-inside-assembly',
      where: { path: join(directory, 'assembly-Prod') },
      what: 'An assembly inside the assembly (a CDK Stage) is not loaded with it',
      option: { name: 'stack' },
    });
  });

  it('refuses an incomplete synthesis', () => {
    const directory = assembly();
    write(directory, 'manifest.json', { artifacts: {}, missing: [{ key: 'vpc' }] });
    expect(refusalOf({ assembly: directory }).message).toContain('incomplete');
  });
});

describe('files', () => {
  it('loads one template with the asset manifest beside it', () => {
    const directory = writeAssembly({ Orders: ordersTemplate() });
    const { sources, ...model } = loadModel({ assembly: join(directory, 'Orders.template.json') });
    const { sources: all, ...whole } = loadModel({ assembly: directory });
    expect(model).toEqual(whole);
    const files = ['Orders.template.json', 'Orders.assets.json', 'asset.aaaa'];
    expect(sources).toEqual(files.map((file) => join(directory, file)));
    expect(all).toEqual(['manifest.json', ...files].map((file) => join(directory, file)));
  });

  it('refuses another stack than the one template is', () => {
    const directory = writeAssembly({ Orders: ordersTemplate() });
    const { faults } = refusalOf({ assembly: join(directory, 'Orders.template.json'), stack: 'Web' });
    expect(faults).toMatchObject([
      { rule: 'stack-of-one-template', where: { option: { name: 'stack', entry: 'Web' } } },
    ]);
  });

  it.each([
    {
      name: 'a path that is not there',
      file: 'nowhere',
      fault: { rule: 'assembly-path', what: 'There is no such file or directory' },
    },
    {
      name: 'a file that is not an object',
      file: 'list.json',
      fault: { rule: 'file-without-object', what: 'The file does not hold a JSON object' },
    },
  ])('refuses $name', ({ file, fault }) => {
    const directory = writeAssembly({});
    write(directory, 'list.json', []);
    expect(refusalOf({ assembly: join(directory, file) }).faults[0]).toMatchObject(fault);
  });

  it('says what a directory without any of them may hold', () => {
    const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
    const { faults } = refusalOf({ assembly: directory });
    rmSync(directory, { recursive: true });
    expect(faults).toMatchObject([
      {
        rule: 'directory-without-assembly',
        where: { path: directory },
        allowed: expect.stringContaining('template.yaml'),
      },
    ]);
  });

  it('refuses an assembly whose template is missing', () => {
    const directory = writeAssembly({});
    write(directory, 'manifest.json', {
      artifacts: { Orders: { type: 'aws:cloudformation:stack', properties: { templateFile: 'gone.json' } } },
    });
    expect(refusalOf({ assembly: directory }).faults).toMatchObject([
      { rule: 'file-access', where: { path: join(directory, 'gone.json') } },
    ]);
  });
});

describe('environment overrides', () => {
  const loadWith = (environmentOverrides: Record<string, Record<string, string>>) =>
    loadModel({ assembly: writeAssembly({ Orders: ordersTemplate() }), environmentOverrides }).functions.find(
      (f) => f.logicalId === 'Handler',
    )?.environment;

  it.each(['Handler', 'Orders/Handler'])('replace a value, by %s', (key) => {
    expect(loadWith({ [key]: { TABLE: 'mine' } })).toEqual({ TABLE: 'mine' });
  });

  it('stand in for a value that cannot be resolved', () => {
    const template = ordersTemplate();
    template.Resources.Handler.Properties.Environment.Variables.ZONE = { 'Fn::Length': [] };
    const environmentOverrides = { Handler: { ZONE: 'a' } };
    const model = loadModel({ assembly: writeAssembly({ Orders: template }), environmentOverrides });
    expect(model.functions.find((f) => f.logicalId === 'Handler')?.environment['ZONE']).toBe('a');
  });

  it.each([
    {
      name: 'an unknown function',
      overrides: { Nope: {} },
      entry: 'Nope',
      fault: {
        rule: 'override-of-no-single-function',
        what: '"Nope" is not the logical ID of exactly one function',
        allowed: expect.stringContaining('Orders/Handler'),
      },
    },
    {
      name: 'an unknown variable',
      overrides: { Handler: { TABEL: 'x' } },
      entry: 'TABEL',
      fault: {
        rule: 'override-of-unknown-variable',
        what: 'The function has no environment variable "TABEL" in the template',
        allowed: 'TABLE',
      },
    },
    {
      name: 'one function twice',
      overrides: { Handler: {}, 'Orders/Handler': {} },
      entry: 'Orders/Handler',
      fault: { rule: 'function-overridden-twice', remedy: 'Merge the two entries.' },
    },
  ])('refuse $name', ({ overrides, entry, fault }) => {
    const assembly = writeAssembly({ Orders: ordersTemplate() });
    const { faults } = refusalOf({
      assembly,
      environmentOverrides: overrides as Record<string, Record<string, string>>,
    });
    expect(faults).toMatchObject([{ where: { option: { name: 'environmentOverrides', entry } }, ...fault }]);
  });

  it('refuse a logical ID that two stacks have', () => {
    const other = ordersTemplate();
    other.Resources.Domain.Properties.Domain = 'other';
    delete other.Outputs;
    const assembly = writeAssembly({ Orders: ordersTemplate(), Other: other });
    const { faults } = refusalOf({ assembly, environmentOverrides: { Handler: { TABLE: 'x' } } });
    expect(faults).toMatchObject([
      { rule: 'override-of-no-single-function', allowed: 'Orders/Handler, Other/Handler' },
    ]);
  });
});

describe('variables for all functions', () => {
  const load = (environmentForAll: Record<string, string>, environmentOverrides = {}) =>
    loadModel({ assembly: writeAssembly({ Orders: ordersTemplate() }), environmentForAll, environmentOverrides })
      .functions;

  it('replace the values of those that have one of the name, and of no others', () => {
    const functions = load({ TABLE: 'mine' });
    expect(functions.find((fn) => fn.logicalId === 'Handler')?.environment).toEqual({ TABLE: 'mine' });
    expect(functions.find((fn) => fn.logicalId === 'Auth')?.environment).not.toHaveProperty('TABLE');
  });

  it("come after a function's own", () => {
    const functions = load({ TABLE: 'all' }, { Handler: { TABLE: 'own' } });
    expect(functions.find((fn) => fn.logicalId === 'Handler')?.environment).toEqual({ TABLE: 'own' });
  });

  it('refuse a name that no function has', () => {
    const assembly = writeAssembly({ Orders: ordersTemplate() });
    expect(refusalOf({ assembly, environmentForAll: { TABEL: 'x' } }).faults).toMatchObject([
      {
        rule: 'variable-of-no-function',
        where: { option: { name: 'environmentForAll', entry: 'TABEL' } },
        allowed: expect.stringMatching(/\bTABLE\b/),
      },
    ]);
  });
});

describe('the one API', () => {
  const other = (name: string): Loose => ({
    Resources: {
      OtherApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: name, ProtocolType: 'HTTP' } },
      // could not be run: it must stop nothing where its API is left out
      Sub: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: { ApiId: { Ref: 'OtherApi' }, RouteKey: 'GET /x', Nope: 1 },
      },
    },
  });
  const assembly = () => writeAssembly({ Orders: ordersTemplate(), Web: other('web') });

  it.each(['Api', 'Orders/Api'])('is served alone: %s', (api) => {
    const model = loadModel({ assembly: assembly(), api });
    expect(model.apis.map(({ logicalId }) => logicalId)).toEqual(['Api']);
    expect(model.apis[0]?.routes.length).toBeGreaterThan(0);
    expect(model.notRun[0]).toEqual({ stack: 'Web', logicalId: 'OtherApi', type: 'AWS::ApiGatewayV2::Api' });
  });

  it("leaves the others' custom domains out, with the certificates they would need", () => {
    const web = other('web');
    Object.assign(web.Resources, {
      Domain: {
        Type: 'AWS::ApiGatewayV2::DomainName',
        Properties: { DomainName: 'web.example.com', MutualTlsAuthentication: { TruststoreUri: 's3://b/t.pem' } },
      },
      Mapping: {
        Type: 'AWS::ApiGatewayV2::ApiMapping',
        Properties: { ApiId: { Ref: 'OtherApi' }, DomainName: { Ref: 'Domain' }, Stage: 'none' },
      },
    });
    const model = loadModel({ assembly: writeAssembly({ Orders: ordersTemplate(), Web: web }), api: 'Api' });
    expect(model.domainNames).toEqual([]);
    expect(model.notRun).toContainEqual({ stack: 'Web', logicalId: 'Domain', type: 'AWS::ApiGatewayV2::DomainName' });
  });

  it('may be meant by its name, and its own faults still count', () => {
    const { faults } = refusalOf({ assembly: assembly(), api: 'web' });
    expect(new Set(faults.map(({ where }) => where.logicalId))).toEqual(new Set(['Sub']));
  });

  it('must be there, once', () => {
    expect(refusalOf({ assembly: assembly(), api: 'Nope' }).faults).toContainEqual({
      rule: 'unknown-api',
      where: { option: { name: 'api', entry: 'Nope' } },
      what: '"Nope" is no HTTP API of the assembly',
      allowed: expect.stringContaining('Web/OtherApi (web)'),
      remedy: 'Name one of these.',
    });
    const twice = writeAssembly({ One: other('web'), Two: other('web') });
    expect(refusalOf({ assembly: twice, api: 'web' }).faults).toContainEqual(
      expect.objectContaining({ rule: 'ambiguous-api', what: '"web" is several APIs of the assembly' }),
    );
  });
});
