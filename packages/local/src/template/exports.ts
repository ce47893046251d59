import { isJsonObject, quote } from '../runtime/index.ts';
import type { StackTemplate } from './assembly/stack-template.ts';
import type { Environment } from './environment.ts';
import type { StackScope } from './intrinsics/stack-scope.ts';
import { Unresolvable } from './intrinsics/unresolvable.ts';
import type { Json, JsonObject } from './json-value.ts';
import { own } from './json-value.ts';

/** A stack as far as its exports go. */
export interface Exporter {
  readonly stack: string;
  readonly template: StackTemplate;
  readonly scope: StackScope;
  readonly environment: Environment;
}

/**
 * Finds the value of an export among stacks.
 * @throws {Unresolvable} when none, or more than one, exports the name
 */
export function findExport(exporters: readonly Exporter[], exportName: string): Json {
  const matches = exporters.flatMap((exporter) =>
    [...exporter.template.outputs]
      .filter(([, output]) => exportNameOf(exporter, output) === exportName)
      .map(([name, output]) => ({ exporter, name, output })),
  );
  const [match, ...more] = matches;
  if (match === undefined || more.length > 0) throw noSingleExport(exportName, matches.length);
  const value = match.exporter.scope.valueOf(
    `${match.exporter.stack}/Outputs.${match.name}`,
    own(match.output, 'Value') ?? null,
  );
  if (value === undefined || value === null) throw noSingleExport(exportName, 0);
  return value;
}

function exportNameOf({ scope }: Exporter, output: JsonObject): Json | undefined {
  const declaration = own(output, 'Export');
  const name = isJsonObject(declaration) ? own(declaration, 'Name') : undefined;
  const condition = own(output, 'Condition');
  if (name === undefined || !scope.exists(typeof condition === 'string' ? condition : undefined)) return undefined;
  return scope.valueOf(`export ${quote(name)}`, name);
}

const noSingleExport = (exportName: string, count: number): Unresolvable =>
  new Unresolvable({
    rule: 'import-of-no-single-export',
    what: `Fn::ImportValue ${quote(exportName)}: ${count} of the loaded stacks export it`,
    remedy: 'Load exactly one stack that exports it; all of the assembly are loaded unless one is chosen.',
  });
