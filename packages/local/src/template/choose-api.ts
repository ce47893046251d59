import type { DomainName, FaultList, NotRun } from '../model/index.ts';
import { quote } from '../runtime/index.ts';
import { placeOfResource } from './assembly/stack-template.ts';
import { own } from './json-value.ts';
import type { LoadedStack } from './loaded-stack.ts';
import { attempt } from './loaded-stack.ts';
import { apiType } from './resources/apigateway/api.ts';
import { domainNameType } from './resources/apigateway/domain-name.ts';

export interface WithChosenApi {
  /** Without the other APIs and what belongs to them. */
  readonly stacks: readonly LoadedStack[];
  /** The other APIs: listed, not served. */
  readonly left: readonly NotRun[];
}

interface FoundApi {
  readonly loaded: LoadedStack;
  readonly logicalId: string;
  readonly apiId: string;
  readonly name: string;
  readonly protocol: string;
}

const parts = 'AWS::ApiGatewayV2::';

/**
 * Leaves the one API that is asked for. The others are taken out before they are read, with their routes, integrations,
 * authorizers, stages and mappings, so that what cannot be run about them stops nothing; nothing answers for them. A name
 * that fits no API, or several, is a fault.
 *
 * @param wanted the API's logical ID, `<stack>/<logical ID>` or name; all are left when omitted
 */
export function chooseApi(
  stacks: readonly LoadedStack[],
  wanted: string | undefined,
  faults: FaultList,
): WithChosenApi {
  if (wanted === undefined) return { stacks, left: [] };
  const apis = stacks.flatMap((loaded) => apisOf(loaded, faults));
  const byId = apis.filter(({ loaded, logicalId }) => [logicalId, `${loaded.stack}/${logicalId}`].includes(wanted));
  const matches = byId.length > 0 ? byId : apis.filter(({ name }) => name === wanted);
  const [match, ...more] = matches;
  if (match === undefined || more.length > 0) {
    refuse(wanted, { matches, apis }, faults);
    return { stacks, left: [] };
  }
  const others = apis.filter((api) => api !== match);
  return {
    stacks: stacks.map((loaded) => without(loaded, others, faults)),
    left: others.map(toNotRun),
  };
}

/**
 * Leaves the HTTP APIs. WebSocket APIs beside them are taken out with their routes before they are read, and listed. Where
 * there is no HTTP API each of them is one fault, whatever belongs to it.
 */
export function leaveHttpApis({ stacks, left }: WithChosenApi, faults: FaultList): WithChosenApi {
  const apis = stacks.flatMap((loaded) => apisOf(loaded, faults));
  const webSocket = apis.filter(({ protocol }) => protocol === 'WEBSOCKET');
  if (webSocket.length === 0) return { stacks, left };
  const isAlone = webSocket.length === apis.length;
  const kept = stacks.map((loaded) => {
    const { resources, ...rest } = without(loaded, webSocket, faults);
    const own = webSocket.filter((api) => isAlone && api.loaded === loaded).map(({ logicalId }) => logicalId);
    const refused = [...loaded.resources].filter(([logicalId]) => own.includes(logicalId));
    return { ...rest, resources: new Map([...refused, ...resources]) };
  });
  return { stacks: kept, left: isAlone ? left : [...left, ...webSocket.map(toNotRun)] };
}

const toNotRun = ({ loaded: { stack }, logicalId }: FoundApi): NotRun => ({ stack, logicalId, type: apiType.type });

/** Leaves, where APIs are left out, the custom domains that lead to the others: they need no certificate. */
export function leaveMapped(
  domainNames: readonly DomainName[],
  apisAreLeft: boolean,
): { readonly domainNames: readonly DomainName[]; readonly left: readonly NotRun[] } {
  const isLeft = ({ mappings }: DomainName): boolean => apisAreLeft && mappings.length === 0;
  return {
    domainNames: domainNames.filter((domain) => !isLeft(domain)),
    left: domainNames.filter(isLeft).map(({ stack, logicalId }) => ({ stack, logicalId, type: domainNameType.type })),
  };
}

function apisOf(loaded: LoadedStack, faults: FaultList): readonly FoundApi[] {
  return [...loaded.resources]
    .filter(([, { type }]) => type === apiType.type)
    .map(([logicalId]) => ({
      loaded,
      logicalId,
      apiId: apiType.ref(loaded.scope.identity(logicalId)),
      name: textOf(loaded, logicalId, { property: 'Name', faults }),
      protocol: textOf(loaded, logicalId, { property: 'ProtocolType', faults }),
    }));
}

/** The stack without some APIs and what belongs to them. */
function without(loaded: LoadedStack, others: readonly FoundApi[], faults: FaultList): LoadedStack {
  const apiIds = new Set(others.map(({ apiId }) => apiId));
  const dropped = (logicalId: string, type: string): boolean =>
    type === apiType.type
      ? others.some((other) => other.loaded === loaded && other.logicalId === logicalId)
      : type.startsWith(parts) && apiIds.has(textOf(loaded, logicalId, { property: 'ApiId', faults }));
  return {
    ...loaded,
    resources: new Map([...loaded.resources].filter(([logicalId, { type }]) => !dropped(logicalId, type))),
  };
}

function textOf(
  { stack, scope, resources }: LoadedStack,
  logicalId: string,
  { property, faults }: { readonly property: string; readonly faults: FaultList },
): string {
  const resource = resources.get(logicalId);
  const json = own(resource?.properties ?? {}, property);
  if (resource === undefined || json === undefined) return '';
  const place = placeOfResource(stack, logicalId, resource);
  const at = { ...place, path: `${place.path}.${property}` };
  return String(attempt(() => scope.valueOf(`${logicalId}.${property}`, json), at, faults) ?? '');
}

function refuse(
  wanted: string,
  { matches, apis }: { readonly matches: readonly FoundApi[]; readonly apis: readonly FoundApi[] },
  faults: FaultList,
): void {
  const listed = matches.length === 0 ? apis : matches;
  const known = listed.map(({ loaded: { stack }, logicalId, name }) => `${stack}/${logicalId} (${name})`);
  faults.add(
    { option: { name: 'api', entry: wanted } },
    {
      rule: matches.length === 0 ? 'unknown-api' : 'ambiguous-api',
      what: `${quote(wanted)} is ${matches.length === 0 ? 'no HTTP API' : 'several APIs'} of the assembly`,
      allowed: known.join(', ') || 'there are none',
      remedy: 'Name one of these.',
    },
  );
}
