import { afterAll, describe, expect, it } from '@jest/globals';
import { refusalOf, removeAssemblies, writeAssembly } from '../support/assembly-on-disk.ts';
import { ordersTemplate } from '../support/orders-template.ts';

afterAll(removeAssemblies);

describe('a refusal', () => {
  it('carries all faults at once, and says each in its message', () => {
    const template = ordersTemplate();
    template.Resources.Api.Properties.Body = {};
    template.Resources.Table.Properties.ResourcePolicy = {};
    const error = refusalOf({ assembly: writeAssembly({ Orders: template }) });
    expect(error).toMatchObject({ name: 'TemplateError', code: 'TEMPLATE_NOT_RUNNABLE' });
    expect(error.faults).toHaveLength(2);
    expect(error.message).toContain('2 faults');
    for (const fault of error.faults) {
      const { stack, logicalId, type, path } = fault.where;
      expect(error.message).toContain(`  ${stack}/${logicalId} (${type}) ${path}\n    ${fault.what}.`);
      expect(error.message).toContain(`    What to do: ${fault.remedy}\n`);
    }
  });

  it('does not report again what follows from a fault', () => {
    const template = ordersTemplate();
    template.Resources.Stage.Properties.ApiId = { Ref: 'Nope' };
    const error = refusalOf({ assembly: writeAssembly({ Orders: template }) });
    expect(error.faults.map(({ where }) => where.path)).toEqual(['Properties.ApiId.Ref']);
  });

  it('shows no value of an environment variable', () => {
    const template = ordersTemplate();
    template.Resources.Handler.Properties.Environment.Variables.KEY = ['s3cret'];
    template.Resources.Handler.Properties.Environment.Variables.AWS_REGION = 's3cret';
    const error = refusalOf({
      assembly: writeAssembly({ Orders: template }),
      environmentOverrides: { Handler: { Nope: 's3cret' } },
    });
    expect(error.faults).toHaveLength(3);
    expect(error.message).not.toContain('s3cret');
  });

  it('of a transform of the whole template stands at no resource', () => {
    const template = { ...ordersTemplate(), Transform: 'MyMacro' };
    const error = refusalOf({ assembly: writeAssembly({ Orders: template }) });
    expect(error.faults).toEqual([
      {
        rule: 'transform',
        where: { stack: 'Orders', path: 'Transform' },
        what: 'Transform "MyMacro" is not run by the local platform',
        allowed: 'AWS::Serverless-2016-10-31, AWS::LanguageExtensions',
        remedy: 'Give the template that it produces.',
      },
    ]);
  });
});
