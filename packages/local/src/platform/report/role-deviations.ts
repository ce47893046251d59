import type { Deviation, Model } from '../../model/index.ts';
import { servedArns } from '../../template/index.ts';

/** What is denied at the tables though AWS might allow it, because policies are not known here. */
export function roleDeviations({ apis, functions, roles, tables }: Model): Deviation[] {
  if (tables.length === 0) return [];
  const served = servedArns(apis);
  const known = new Set(roles.map(({ arn }) => arn));
  const outside = functions.filter(({ arn, roleArn }) => served.has(arn) && !known.has(roleArn));
  return [
    ...outside.map(({ stack, logicalId, roleArn }) => ({
      stack,
      logicalId,
      text: `Its role ${roleArn} is not in the assembly: its policies are not known, and it is denied every table.`,
      option: { name: 'policies', entry: roleArn } as const,
    })),
    ...roles
      .flatMap(({ unknownPolicies }) => unknownPolicies)
      .map(({ stack, logicalId, arn }) => ({
        stack,
        logicalId,
        text: `What the managed policy ${arn} says is not known: it grants nothing on tables.`,
      })),
  ];
}
