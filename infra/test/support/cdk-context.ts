import { readFileSync } from 'node:fs';

/** The context of `cdk.json`: the flags that the CDK CLI gives the app. */
export const cdkContext: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'),
).context;
