import type { FaultList, PolicyStatement } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { Scope } from '../intrinsics/evaluation.ts';
import { EvaluationLimits } from '../intrinsics/evaluation-limits.ts';
import { Unresolvable } from '../intrinsics/unresolvable.ts';
import type { JsonObject } from '../json-value.ts';
import { PropertyReader } from '../properties/property-reader.ts';
import { readStatements } from '../resources/iam/read-statements.ts';

/**
 * Policy documents by the ARN of the role or managed policy whose policies they are, where it lies outside the assembly.
 * A role's document holds the statements of all its policies.
 */
export type GivenPolicies = Readonly<Record<string, object>>;

/** The statements that are given for an ARN; undefined when none are. */
export function givenStatements(
  given: GivenPolicies,
  arn: string,
  faults: FaultList,
): readonly PolicyStatement[] | undefined {
  const document = Object.hasOwn(given, arn) ? given[arn] : undefined;
  if (document === undefined) return undefined;
  const holder: JsonObject = { [arn]: document as JsonObject };
  return readStatements(
    new PropertyReader(holder, undefined, { place: { option: { name: 'policies' } }, scope: literalScope(), faults }),
    arn,
  );
}

/** Documents that are given stand outside every template. */
const nothing = (name: string): never => {
  throw new Unresolvable({
    rule: 'reference-outside-template',
    what: `${quote(name)} has no value outside a template`,
    remedy: 'Write the value out.',
  });
};
const literalScope = (): Scope => ({
  limits: new EvaluationLimits(),
  ref: nothing,
  attribute: nothing,
  condition: nothing,
  mapEntry: nothing,
  imported: nothing,
});
