import type { AnyApi } from '@scopegate/contract';
import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, type CorsPreflightOptions } from 'aws-cdk-lib/aws-apigatewayv2';

/** The gateway's CORS settings: origins and headers from the contract, methods from its routes. */
export function corsPreflight(api: AnyApi): CorsPreflightOptions | undefined {
  if (api.cors === undefined) return undefined;
  const { origins, credentials, allowHeaders, exposeHeaders, maxAgeSeconds } = api.cors;
  return {
    allowOrigins: [...origins],
    allowMethods: corsMethods(api),
    allowHeaders: [...allowHeaders],
    exposeHeaders: [...exposeHeaders],
    maxAge: Duration.seconds(maxAgeSeconds),
    ...(credentials ? { allowCredentials: true } : {}),
  };
}

// `$default` has no method of its own: it takes any.
function corsMethods(api: AnyApi): CorsHttpMethod[] {
  const methods = new Set(Object.values(api.routes).map((route) => route.parts.method ?? 'ANY'));
  return methods.has('ANY') ? [CorsHttpMethod.ANY] : [...methods].map((method) => CorsHttpMethod[method]);
}
