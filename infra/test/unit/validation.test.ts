import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type App, Validations } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { createFakeBuild, type FakeBuild, flags } from '../support/fake-build.ts';

let build: FakeBuild;
beforeAll(() => {
  build = createFakeBuild();
});
afterAll(() => build.remove());

interface Report {
  readonly pluginReports: readonly { readonly violations: readonly unknown[] }[];
}

/** Violations that nobody acknowledged, warnings too. */
function violations(app: App): unknown[] {
  app.synth();
  const report: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap((plugin) => plugin.violations);
}

it('counts what CloudFormation only warns of', () => {
  const report = jest.spyOn(console, 'error').mockReturnValue();
  const stack = build.stack(flags);
  const logGroup = stack.node.findAll().find((node) => node instanceof CfnLogGroup) as CfnLogGroup;
  logGroup.addPropertyOverride('RetentionInDays', 31);
  expect(violations(stack.node.root as App)).toHaveLength(1);
  expect(report).toHaveBeenCalledWith(expect.stringContaining('RetentionInDays: 31 is not one of'));
  report.mockRestore();
});

describe.each([{ stage: 'dev' }, { stage: 'prod' }])('$stage', ({ stage }) => {
  it("passes CloudFormation's own rules", () => {
    const app = build.stack({ ...flags, stage }).node.root as App;
    expect(violations(app)).toEqual([]);
  });

  it('passes the AWS Solutions rules', () => {
    const app = build.stack({ stage }).node.root as App;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(violations(app)).toEqual([]);
  });
});
