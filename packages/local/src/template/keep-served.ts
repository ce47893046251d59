import type { FaultList, LambdaFunction, NotRun } from '../model/index.ts';
import { qualifiedId } from '../model/index.ts';
import type { PropertyReader } from './properties/property-reader.ts';
import type { ReadResources } from './read-resources.ts';

interface Linked {
  readonly functions: readonly LambdaFunction[];
  /** ARNs that routes reach. */
  readonly served: ReadonlySet<string>;
}

/**
 * Reports the faults of the functions, integrations and authorizers that routes reach. Of the others, functions with a
 * fault are left out and listed: they serve no request.
 */
export function keepServed(parts: ReadResources, { functions, served }: Linked, faults: FaultList) {
  const targets = new Set(parts.routes.map(({ integrationId }) => integrationId));
  const authorizers = new Set(parts.routes.map(({ authorizerId }) => authorizerId));
  const reached = new Set(functions.filter(({ arn }) => served.has(arn)).map(qualifiedId));
  const reachedParts = parts.functions.filter((part) => reached.has(qualifiedId(part)));
  const isBroken = ({ properties }: { readonly properties: PropertyReader }): boolean =>
    properties.faults.all.length > 0;
  const counting: readonly { readonly properties: PropertyReader }[] = [
    ...parts.integrations.filter(({ integrationId }) => targets.has(integrationId)),
    ...parts.authorizers.filter(({ authorizerId }) => authorizers.has(authorizerId)),
    ...reachedParts,
    ...parts.layers.filter(({ arn }) => reachedParts.some(({ layers }) => layers.includes(arn))),
    ...parts.qualifiedFunctions.filter(({ arn }) => served.has(arn)),
  ];
  for (const { properties } of counting) faults.addAll(properties.faults);
  const left = parts.functions.filter((part) => isBroken(part) && !reached.has(qualifiedId(part)));
  const leftIds = new Set(left.map(qualifiedId));
  return {
    functions: functions.filter((fn) => !leftIds.has(qualifiedId(fn))),
    left: left.map(({ stack, logicalId }): NotRun => ({ stack, logicalId, type: 'AWS::Lambda::Function' })),
  };
}
