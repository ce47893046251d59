import { FaultList, type Model, type NotRun, TemplateError } from '../model/index.ts';
import { quote } from '../runtime/index.ts';
import type { StackSource } from './assembly/read-assembly.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import { checkReferences } from './check-references.ts';
import { chooseApi, leaveHttpApis, leaveMapped } from './choose-api.ts';
import type { Environments } from './choose-environment.ts';
import { chooseEnvironments } from './choose-environment.ts';
import { keepServed } from './keep-served.ts';
import { chooseStage } from './link/choose-stage.ts';
import { type GivenPaths, refuseUnusedPaths } from './link/given-paths.ts';
import type { GivenPolicies } from './link/given-policies.ts';
import { invokingRoles } from './link/invoking-roles.ts';
import { linkApis } from './link/link-apis.ts';
import type { CodePlaces } from './link/link-code.ts';
import { linkDomainNames } from './link/link-domain-names.ts';
import { linkFunctions } from './link/link-functions.ts';
import { linkRoles } from './link/link-roles.ts';
import { linkUserPools } from './link/link-user-pools.ts';
import type { EnvironmentOverrides } from './link/match-overrides.ts';
import { matchOverrides } from './link/match-overrides.ts';
import { refuseDuplicates } from './link/refuse-duplicates.ts';
import type { Reach } from './link/refuse-unreachable.ts';
import { refuseUnreachable } from './link/refuse-unreachable.ts';
import type { LoadedStack } from './loaded-stack.ts';
import { StackOpener } from './nested/open-stacks.ts';
import { readResources } from './read-resources.ts';
import { authorizerArns, servedArns } from './served-arns.ts';
import { skipRoutes } from './skip-routes.ts';
import { sourcesOf } from './sources.ts';

export interface LoadOptions extends GivenPaths {
  /**
   * The directory of a cloud assembly (`cdk.out`) or of a template, or a template in JSON (`.json`) or YAML (any other
   * name), with or without SAM's transform, beside which an asset manifest may lie.
   */
  readonly assembly: string;
  /**
   * The stacks to load, by name, artifact id or display name, each exact or a pattern with `*` and `?`.
   * @default all stacks of the assembly
   */
  readonly stack?: string | readonly string[];
  /** @default what the stacks are synthesized for, else `us-east-1` */
  readonly region?: string;
  /** Twelve digits. @default what the stacks are synthesized for, else `123456789012` */
  readonly accountId?: string;
  /** Values for the stacks' parameters, in place of their defaults. @default none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Route keys that are not run: the gateway answers them with 501. @default none */
  readonly skipRoutes?: readonly string[];
  /** The one API to serve, by its logical ID, `<stack>/<logical ID>` or name. @default all */
  readonly api?: string;
  /** The one stage of each API to serve. @default all */
  readonly stage?: string;
  /** What routes may depend on outside the assembly. @default everything */
  readonly reach?: Reach;
  /** By the logical ID of a function, in place of the template's values. @default none */
  readonly environmentOverrides?: EnvironmentOverrides;
  /** By the ARN of a role or managed policy outside the assembly: what it says. @default such policies are not known */
  readonly policies?: GivenPolicies;
  /** For every function that has a variable of the name, unless {@link environmentOverrides} says otherwise. @default none */
  readonly environmentForAll?: Readonly<Record<string, string>>;
}

/**
 * Loads a cloud assembly and resolves it into a {@link Model}: reads files, calls nothing, and gives the same model for
 * the same files. What the platform does not run faithfully is refused, not skipped: only resources that serve no
 * request are left out, and listed in `notRun`.
 *
 * Not checked: policies of roles that no served function has, whether AWS knows a name or has room for it (quotas), defaults of parameters
 * against their constraints, and the code in the assets. Packed code stays packed ({@link LambdaFunction.packedCode}).
 * @throws {TemplateError} with all faults at once
 */
export function loadModel(options: LoadOptions): Model {
  const faults = new FaultList();
  const sources = readAssembly(
    options.assembly,
    { wanted: stacksWanted(options.stack), given: options.parameters ?? {} },
    faults,
  );
  const environments = chooseEnvironments(sources, options, faults);
  const environment = environments.home;
  const opened = openStacks(sources, { environments, parameters: options.parameters ?? {} }, faults);
  for (const loaded of opened) checkReferences(loaded, faults);
  const isHome = (loaded: LoadedStack): boolean =>
    loaded.environment.region === environment.region && loaded.environment.accountId === environment.accountId;
  const chosen = leaveHttpApis(chooseApi(opened.filter(isHome), options.api, faults), faults);
  const { stacks, skipped } = skipRoutes(chosen.stacks, options.skipRoutes ?? [], faults);
  const parts = readResources(stacks, faults);
  refuseDuplicates(parts.tables, ({ table }) => table.tableName, {
    property: 'TableName',
    rule: 'table-name-taken',
    what: (name) => `Table already exists: ${name}`,
  });
  const roleInvocation = invokingRoles({ parts, given: options.policies ?? {}, faults });
  const apis = chooseStage(linkApis(parts, { skipped, roleInvocation }), options.stage, faults);
  const userPools = linkUserPools(parts);
  const linkedDomains = linkDomainNames(parts, apis);
  const { domainNames, left: leftDomains } = leaveMapped(linkedDomains, chosen.left.length > 0);
  if (options.reach !== undefined) refuseUnreachable(parts, { apis, userPools }, options.reach);
  const served = servedArns(apis);
  const linked = linkFunctions(parts, {
    code: codePlaces(stacks, options),
    served,
    authorizers: authorizerArns(apis),
    overrides: matchOverrides(options, parts.functions, faults),
  });
  const layerArns = parts.functions.flatMap(({ layers }) => layers);
  refuseUnusedPaths(options, { holders: [...parts.functions, ...parts.layers], layerArns }, faults);
  const { functions, left: leftParts } = keepServed(parts, { functions: linked, served }, faults);
  const roleArns = functions.filter(({ arn }) => served.has(arn)).map(({ roleArn }) => roleArn);
  const model: Model = {
    partition: environment.partition,
    region: environment.region,
    accountId: environment.accountId,
    apis,
    domainNames,
    functions,
    tables: parts.tables.map(({ table }) => table),
    userPools,
    roles: linkRoles(parts, { roleArns, given: options.policies ?? {}, faults }),
    notRun: [
      ...chosen.left,
      ...leftDomains,
      ...leftParts,
      ...parts.notRun,
      ...listed(opened.filter((loaded) => !isHome(loaded))),
    ],
    sources: sourcesOf(opened, functions),
    deviations: faults.deviations,
  };
  if (faults.all.length > 0) throw new TemplateError(faults.all);
  return model;
}

/** Opens the stacks with the values given for their parameters; a value that no stack takes is a fault. */
function openStacks(
  sources: readonly StackSource[],
  {
    environments,
    parameters,
  }: { readonly environments: Environments; readonly parameters: Readonly<Record<string, string>> },
  faults: FaultList,
): readonly LoadedStack[] {
  for (const name of Object.keys(parameters)) {
    if (/[/:]/.test(name) || sources.some(({ template }) => isNamed(template, name))) continue;
    const known = [...new Set(sources.flatMap(({ template }) => [...template.parameters.keys()]))].join(', ') || 'none';
    faults.add(
      { option: { name: 'parameters', entry: name } },
      {
        rule: 'unknown-parameter',
        what: `No stack has a parameter ${quote(name)}`,
        allowed: known,
        remedy: 'Name a parameter of the loaded stacks.',
      },
    );
  }
  const opener = new StackOpener(parameters, faults);
  for (const source of sources) opener.open(source, environments.of(source));
  return opener.opened;
}

/** Parameters, and references to resources: `Queue`, `Queue.Arn`. Names with a slash or a colon are those of other stores. */
const isNamed = ({ parameters, resources }: StackSource['template'], name: string): boolean =>
  parameters.has(name) || resources.has(name.split('.')[0] ?? name);

/** The resources of stacks in another Region or account: resolved for what they export, and not run. */
const listed = (stacks: readonly LoadedStack[]): readonly NotRun[] =>
  stacks.flatMap(({ stack, resources }) => [...resources].map(([logicalId, { type }]) => ({ stack, logicalId, type })));

const codePlaces = (stacks: readonly LoadedStack[], given: GivenPaths): ReadonlyMap<string, CodePlaces> =>
  new Map(stacks.map(({ stack, source: { assets, directory } }) => [stack, { assets, directory, given }]));

const stacksWanted = (stack: LoadOptions['stack']): readonly string[] | undefined =>
  typeof stack === 'string' ? [stack] : stack;
