import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Lambda gives a function its credentials in environment variables, and so does the local platform. The AWS SDK's default
 * chain would look for them in eight places; in a bundle only the first of them is left, which takes 140 kB out of every
 * bundle with a client (ADR 18). A client that is given `credentials` is not touched.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const lambdaCredentials = (): Plugin => ({
  name: 'lambda-credentials',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === asPublished) return undefined;
      const published = await resolve(path, { ...from, pluginData: asPublished });
      return published.errors.length > 0 || published.external
        ? published
        : { path: published.path, namespace, pluginData: { resolveDir: dirname(published.path) } };
    });
    onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({ contents, resolveDir: pluginData.resolveDir }));
  },
});

const namespace = 'lambda-credentials';
const asPublished = 'as published';

// What the package exports. The values of a Lambda function do not change while it runs, so nothing is refreshed.
const contents = `
  import { fromEnv } from '@aws-sdk/credential-provider-env';
  export const defaultProvider = fromEnv;
  export const credentialsWillNeedRefresh = () => false;
  export const credentialsTreatedAsExpired = () => false;
`;
