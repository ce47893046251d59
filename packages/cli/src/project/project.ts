import type { AnyApi, MatrixClient } from '@scopegate/contract';
import { CliError } from '../shell/cli-error.ts';

/** The default export of `scopegate.config.ts`: the contract, the clients and the CDK app of a repository. */
export interface Project {
  readonly contract: AnyApi;
  /** The OAuth clients of every stage, by their `ClientName`, with scopes as the contract names them. */
  readonly clients: readonly MatrixClient[];
  /** The client whose token is requested when no client is named. */
  readonly defaultClient: string;
  readonly app: {
    /** The CDK app's directory (with `cdk.json`), relative to the configuration. */
    readonly directory: string;
    /** The name of a stage's stack. The app gets the stage as context `stage`. */
    readonly stack: (stage: string) => string;
    /** Every stage; the first is the default. */
    readonly stages: readonly string[];
  };
  /** The program, with its arguments, that bundles what the app deploys. It runs before synth. @default nothing is run */
  readonly build?: readonly string[];
  /**
   * The modules of the handlers made by `handle()`, relative to the configuration or absolute. A change of a handler is
   * then served without a new synth. @default every change builds and synthesizes
   */
  readonly handlers?: {
    /** The module that exports the contract. */
    readonly contract: string;
    /** Route name to the module that exports its `handler`. */
    readonly modules: Readonly<Record<string, string>>;
  };
  /**
   * Globs, relative to the configuration, of every file that build and synth read. An assembly is reused while their
   * content is unchanged, so that changes of a file that no glob matches are not noticed. `node_modules` and `dist` never
   * match.
   */
  readonly inputs: readonly string[];
}

/**
 * Checks a project and returns it, for the default export of `scopegate.config.ts`.
 *
 * Not checked: that directory, inputs and stacks exist.
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
  // Names of files are made from the stage.
  ...app.stages
    .filter((stage) => !/^[A-Za-z0-9][\w-]*$/.test(stage))
    .map((stage) => `"${stage}" cannot be the name of a stage`),
  ...(build !== undefined && build.length === 0 ? ['build is empty: leave it out, or name a program'] : []),
  ...(inputs.length === 0 ? ['inputs is empty: the assembly would be built once and never again'] : []),
];
