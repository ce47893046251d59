import type { AnyApi, MatrixClient } from '@scopegate/contract';
import { CliError } from '../shell/cli-error.ts';

/** What `scopegate.config.ts` exports by default: where a repository has its contract, its clients and its CDK app. */
export interface Project {
  readonly contract: AnyApi;
  /** The OAuth clients every stage has, by their `ClientName`, with scopes in the contract's names. */
  readonly clients: readonly MatrixClient[];
  /** Whose tokens are asked for when no client is named. */
  readonly defaultClient: string;
  readonly app: {
    /** The CDK app's directory (with `cdk.json`), relative to the configuration. */
    readonly directory: string;
    /** The stack's name at a stage. The stage reaches the app as context `stage`. */
    readonly stack: (stage: string) => string;
    /** Every stage; the first is the default. */
    readonly stages: readonly string[];
  };
  /** A program and its arguments that bundles what the app deploys, run before synth. @default nothing is run */
  readonly build?: readonly string[];
  /**
   * Where `handle()`'s handlers are, relative to the configuration or absolute: a change of one is then live without a
   * new synth. @default every change builds and synthesizes
   */
  readonly handlers?: {
    /** The module that exports the contract. */
    readonly contract: string;
    /** Route name to the module that exports its `handler`. */
    readonly modules: Readonly<Record<string, string>>;
  };
  /**
   * Globs, relative to the configuration, of every file that build and synth read. An assembly is reused as long as
   * their content is unchanged, so a file left out is a change unseen. `node_modules` and `dist` never match.
   */
  readonly inputs: readonly string[];
}

/**
 * Checks a project and gives it back, for the default export of `scopegate.config.ts`.
 *
 * Not checked here: that directory, inputs and stacks exist.
 *
 * @throws {CliError} with every fault
 */
export function defineProject(project: Project): Project {
  const faults = [...clientFaults(project), ...appFaults(project)];
  if (faults.length === 0) return project;
  throw new CliError({
    what: `scopegate.config.ts has ${faults.length} fault${faults.length === 1 ? '' : 's'}`,
    given: faults.join('; '),
    allowed: 'a project as defineProject of @scopegate/cli describes it',
    remedy: 'Correct scopegate.config.ts',
  });
}

function clientFaults({ contract, clients, defaultClient }: Project): string[] {
  const names = clients.map(({ name }) => name);
  const scopes = Object.keys(contract.scopes);
  return [
    ...(names.includes(defaultClient)
      ? []
      : [`defaultClient "${defaultClient}" is none of the clients (${names.join(', ')})`]),
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `client "${name}" appears twice`),
    ...clients.flatMap(({ name, scopes: asked }) =>
      asked
        .filter((scope) => !scopes.includes(scope))
        .map((scope) => `client "${name}" has scope "${scope}", which the contract lacks (${scopes.join(', ')})`),
    ),
  ];
}

const appFaults = ({ app, build, inputs }: Project): string[] => [
  ...(app.stages.length === 0 ? ['app.stages is empty: name at least one stage'] : []),
  // Stages become names of files.
  ...app.stages.filter((stage) => !/^[A-Za-z0-9][\w-]*$/.test(stage)).map((stage) => `"${stage}" is no stage name`),
  ...(build !== undefined && build.length === 0 ? ['build is empty: leave it out, or name a program'] : []),
  ...(inputs.length === 0 ? ['inputs is empty: an assembly would never be built again'] : []),
];
