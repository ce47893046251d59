import type { Located, Model } from '../../model/index.ts';

/** A Lambda authorizer that routes of a running API use, and its function. */
export interface RunningAuthorizer extends Located {
  readonly apiId: string;
  /** Absolute path of the function's unpacked code. */
  readonly codeDirectory: string;
  /** As the function gets it, overrides included. May contain secrets: do not log it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The Lambda authorizers of a model that some route asks, each once per API. */
export function runningAuthorizers({ apis, functions }: Pick<Model, 'apis' | 'functions'>): RunningAuthorizer[] {
  return apis.flatMap(({ apiId, routes }) => {
    const asked = routes.flatMap(({ authorization }) =>
      authorization.type === 'CUSTOM' ? authorization.authorizer : [],
    );
    const byId = new Map(asked.map((authorizer) => [authorizer.authorizerId, authorizer]));
    return [...byId.values()].flatMap(({ stack, logicalId, functionArn }) =>
      functions
        .filter(({ arn }) => arn === functionArn)
        .map(({ codeDirectory, environment }) => ({ stack, logicalId, apiId, codeDirectory, environment })),
    );
  });
}
