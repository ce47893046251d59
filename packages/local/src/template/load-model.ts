import type { Model } from '../model.ts';
import type { StackSource } from './assembly/read-assembly.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import { checkReferences } from './check-references.ts';
import { chooseEnvironment } from './choose-environment.ts';
import type { Environment } from './environment.ts';
import type { Exporter } from './exports.ts';
import { findExport } from './exports.ts';
import { FaultList } from './fault.ts';
import { StackScope } from './intrinsics/stack-scope.ts';
import { linkApis } from './link/link-apis.ts';
import { linkFunctions } from './link/link-functions.ts';
import { linkUserPools } from './link/link-user-pools.ts';
import type { EnvironmentOverrides } from './link/match-overrides.ts';
import { matchOverrides } from './link/match-overrides.ts';
import { refuseDuplicates } from './link/refuse-duplicates.ts';
import type { LoadedStack } from './loaded-stack.ts';
import { existingResources } from './loaded-stack.ts';
import { readResources } from './read-resources.ts';
import { REFERABLES } from './resources/catalogue.ts';
import { TemplateError } from './template-error.ts';

export interface LoadOptions {
  /** The directory of a cloud assembly (`cdk.out`), or one template (`.json`), beside which its asset manifest may lie. */
  readonly assembly: string;
  /** The one stack to load, by its name, artifact id or display name. @default all stacks of the assembly */
  readonly stack?: string;
  /** @default what the stacks are synthesized for, else `us-east-1` */
  readonly region?: string;
  /** Twelve digits. @default what the stacks are synthesized for, else `123456789012` */
  readonly accountId?: string;
  /** By the logical ID of a function, in place of the template's values. @default none */
  readonly environmentOverrides?: EnvironmentOverrides;
}

/**
 * Loads a cloud assembly and resolves it into a {@link Model}: reads files, calls nothing, and gives the same model for
 * the same files. What the platform does not run faithfully is refused, not skipped: only resources that serve no
 * request are left out, and listed in `notRun`.
 *
 * Not checked: what IAM policies allow, whether AWS knows a name or has room for it (quotas), parameters against their
 * constraints, and the code in the assets.
 * @throws {TemplateError} with all faults at once
 */
export function loadModel(options: LoadOptions): Model {
  const faults = new FaultList();
  const sources = readAssembly(options.assembly, options.stack, faults);
  const environment = chooseEnvironment(sources, options, faults);
  const stacks = openStacks(sources, environment, faults);
  for (const loaded of stacks) checkReferences(loaded, faults);
  const parts = readResources(stacks, faults);
  refuseDuplicates(parts.tables, ({ table }) => table.tableName, {
    property: 'TableName',
    reason: (name) => `Table already exists: ${name}`,
  });
  const model: Model = {
    partition: environment.partition,
    region: environment.region,
    accountId: environment.accountId,
    apis: linkApis(parts),
    functions: linkFunctions(parts, {
      assets: new Map(sources.map(({ stack, assets }) => [stack, assets])),
      overrides: matchOverrides(options.environmentOverrides ?? {}, parts.functions, faults),
    }),
    tables: parts.tables.map(({ table }) => table),
    userPools: linkUserPools(parts),
    notRun: parts.notRun,
  };
  if (faults.all.length > 0) throw new TemplateError(faults.all);
  return model;
}

/** Makes the names of every stack resolvable; the stacks see each other's exports. */
function openStacks(
  sources: readonly StackSource[],
  environment: Environment,
  faults: FaultList,
): readonly LoadedStack[] {
  const exporters: Exporter[] = [];
  const imported = (exportName: string) => findExport(exporters, exportName);
  for (const { stack, template } of sources) {
    if (exporters.some((other) => other.stack === stack)) {
      faults.add(
        { stack, path: 'stack' },
        'Two stacks of the assembly have this name',
        'Give each stack its own name.',
      );
    }
    const scope = new StackScope({ stack, template, environment, referables: REFERABLES, imported });
    exporters.push({ stack, template, scope });
  }
  return exporters.map((opened) => ({ ...opened, resources: existingResources(opened, faults) }));
}
