import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type App, Validations } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { OrdersStack } from '../../lib/orders-stack.ts';
import { createFakeBuild, type FakeBuild } from '../support/fake-build.ts';

let build: FakeBuild;
beforeAll(() => {
  build = createFakeBuild();
});
afterAll(() => build.remove());

const cloudFormation = 'CloudFormation Validate';
const solutions = 'AwsSolutions';

interface Report {
  readonly pluginReports: readonly { readonly pluginName: string; readonly violations: readonly unknown[] }[];
}

/** A stack whose synth is checked by CloudFormation's own rules. */
const validatedStack = (context: Readonly<Record<string, unknown>> = {}): OrdersStack =>
  build.stack(context, { builtinCloudFormationValidation: true });

/** Violations that are not acknowledged, warnings too, by the plugin that found them. */
function violations(app: App): Readonly<Record<string, readonly unknown[]>> {
  app.synth();
  const report: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return Object.fromEntries(report.pluginReports.map((plugin) => [plugin.pluginName, plugin.violations]));
}

it('counts what CloudFormation only warns of', () => {
  const report = jest.spyOn(console, 'error').mockReturnValue();
  const stack = validatedStack();
  const logGroup = stack.node.findAll().find((node) => node instanceof CfnLogGroup) as CfnLogGroup;
  logGroup.addPropertyOverride('RetentionInDays', 31);
  expect(violations(stack.node.root as App)[cloudFormation]).toHaveLength(1);
  expect(report).toHaveBeenCalledWith(expect.stringContaining('RetentionInDays: 31 is not one of'));
  report.mockRestore();
});

describe.each([{ stage: 'dev' }, { stage: 'prod' }])('$stage', ({ stage }) => {
  let found: Readonly<Record<string, readonly unknown[]>>;
  beforeAll(() => {
    const app = validatedStack({ stage }).node.root as App;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    found = violations(app);
  });

  it("passes CloudFormation's own rules", () => {
    expect(found[cloudFormation] ?? []).toEqual([]);
  });

  it('passes the AWS Solutions rules', () => {
    expect(found[solutions]).toEqual([]);
  });
});
