import type { Api } from '../model/index.ts';

/** The functions that requests reach, as integration or as authorizer of a route. */
export const servedArns = (apis: readonly Api[]): ReadonlySet<string> =>
  new Set(
    apis
      .flatMap((api) => api.routes)
      .flatMap(({ authorization, integration }) => [
        ...(integration.type === 'AWS_PROXY' ? [integration.functionArn] : []),
        ...(authorization.type === 'CUSTOM' ? [authorization.authorizer.functionArn] : []),
      ]),
  );

/** The functions that routes use as authorizer. */
export const authorizerArns = (apis: readonly Api[]): ReadonlySet<string> =>
  new Set(
    apis
      .flatMap((api) => api.routes)
      .flatMap(({ authorization: by }) => (by.type === 'CUSTOM' ? [by.authorizer.functionArn] : [])),
  );
