import type { Invoker, InvokingPrincipal } from '../exemptions.ts';
import { fault, type SynthFault } from '../fault.ts';
import { functionReader, mayBeFunction } from './function-ids.ts';
import { isService } from './principal.ts';
import { readLiteral, valueKey } from './read-text.ts';
import { covers, isSourceOf } from './source-arn.ts';
import { type FoundResource, resourcesOf, shown, type Template } from './template.ts';

/** Functions that one API alone may invoke. */
export interface GuardedFunctions {
  /** Logical ID of the API; undefined where the template does not hold it, so that no source is its own. */
  readonly apiId: string | undefined;
  /** ARNs or names, as the template has them. */
  readonly functions: readonly unknown[];
  readonly alsoInvokedBy: readonly Invoker[];
}

/**
 * Who else may invoke handlers and authorizer: they can forge the context of any caller. Sees resource policies,
 * function URLs and event source mappings of this template; no identity policies.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function checkInvokers(template: Template, guarded: GuardedFunctions): SynthFault[] {
  const read = functionReader(template);
  const handlers = guarded.functions.map(read);
  const about = (type: string, property: string): FoundResource[] =>
    resourcesOf(template, type).filter(({ properties }) => {
      const reading = read(properties[property]);
      return handlers.some((handler) => mayBeFunction(reading, handler));
    });
  return [
    ...about('AWS::Lambda::Permission', 'FunctionName').flatMap((one) => checkPermission(one, guarded)),
    ...about('AWS::Lambda::Url', 'TargetFunctionArn').flatMap((one) => checkUrl(one, guarded)),
    ...about('AWS::Lambda::EventSourceMapping', 'FunctionName').flatMap((one) => checkEventSource(one, guarded)),
  ];
}

const gateway = 'apigateway.amazonaws.com';

function checkPermission(permission: FoundResource, guarded: GuardedFunctions): SynthFault[] {
  const { logicalId, properties } = permission;
  if (onlyReads(properties['Action'])) return [];
  const given = `${shown(properties['Principal'])} from ${shown(properties['SourceArn'])} on ${shown(properties['FunctionName'])}`;
  const principal = readLiteral(properties['Principal']);
  const named = isNamed(properties, guarded);
  if (isForUrl(properties)) {
    const accepted = named && acceptsUrls(guarded) && !isPublic(properties['FunctionUrlAuthType'] ?? 'AWS_IAM');
    return accepted ? [] : [fault('function-url', logicalId, given)];
  }
  if (named) return [];
  if (principal !== gateway) return [fault('invoker-foreign', logicalId, given)];
  const own = guarded.apiId !== undefined && isSourceOf(guarded.apiId, properties['SourceArn']);
  return own ? [] : [fault('invoker-source', logicalId, given)];
}

// A principal that may change code, permissions or configuration can make the function be invoked.
const onlyReads = (action: unknown): boolean => /^lambda:(Get|List)[A-Za-z]+$/.test(readLiteral(action) ?? '');

const isForUrl = ({ Action: action, FunctionUrlAuthType: type, InvokedViaFunctionUrl: via }: Properties): boolean =>
  type !== undefined ||
  (via !== undefined && readLiteral(via) !== 'false') ||
  readLiteral(action) === 'lambda:InvokeFunctionUrl';

type Properties = FoundResource['properties'];

const isNamed = (properties: Properties, { alsoInvokedBy }: GuardedFunctions): boolean =>
  alsoInvokedBy.some((one) => 'principal' in one && lets(one, properties));

/** Everyone is let in by nothing, and a service only by its source. */
function lets(
  { principal, sourceArn }: InvokingPrincipal,
  { Principal: given, SourceArn: source }: Properties,
): boolean {
  if (valueKey(principal) !== valueKey(given) || /[*?]/.test(valueKey(given))) return false;
  return sourceArn === undefined ? source === undefined && !isService(given) : covers(sourceArn, source);
}

const acceptsUrls = ({ alsoInvokedBy }: GuardedFunctions): boolean => alsoInvokedBy.some((one) => 'functionUrl' in one);

const isPublic = (authType: unknown): boolean => readLiteral(authType) !== 'AWS_IAM';

function checkUrl({ logicalId, properties }: FoundResource, guarded: GuardedFunctions): SynthFault[] {
  const authType = properties['AuthType'];
  if (acceptsUrls(guarded) && !isPublic(authType)) return [];
  const given = `AuthType ${shown(authType)} on ${shown(properties['TargetFunctionArn'])}`;
  return [fault('function-url', logicalId, given)];
}

function checkEventSource({ logicalId, properties }: FoundResource, { alsoInvokedBy }: GuardedFunctions): SynthFault[] {
  const source = properties['EventSourceArn'];
  const named = alsoInvokedBy.some(
    (one) => 'eventSourceArn' in one && valueKey(one.eventSourceArn) === valueKey(source),
  );
  if (named && source !== undefined) return [];
  const given = `event source ${shown(source)} of ${shown(properties['FunctionName'])}`;
  return [fault('invoker-foreign', logicalId, given)];
}
