import { describe, expect, it } from '@jest/globals';
import type { Model } from '../../../src/model/index.ts';
import { roleDeviations } from '../../../src/platform/report/role-deviations.ts';

const role = 'arn:aws:iam::123456789012:role/outside';
const fn = { stack: 'Shop', logicalId: 'Fn', arn: 'arn:fn', roleArn: role };
const route = { authorization: { type: 'NONE' }, integration: { type: 'AWS_PROXY', functionArn: fn.arn } };
const model = { apis: [{ routes: [route] }], functions: [fn], roles: [], tables: [{}] } as unknown as Model;

describe('roleDeviations', () => {
  it('names functions in a role outside the assembly, and the option that gives its policies', () => {
    expect(roleDeviations(model)).toEqual([
      {
        stack: 'Shop',
        logicalId: 'Fn',
        text: `Its role ${role} is not in the assembly: its policies are not known, and it is denied every table.`,
        option: { name: 'policies', entry: role },
      },
    ]);
  });

  it('is silent without tables', () => {
    expect(roleDeviations({ ...model, tables: [] })).toEqual([]);
  });
});
