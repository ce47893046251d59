import type { GatewayParts } from '../gateway-parts.ts';
import { routeArn } from '../request/arns.ts';
import { routeArnLimitBytes } from '../request/limits.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import { refuse } from '../respond/refusal.ts';
import { authorizeByIam } from './authorize-by-iam.ts';
import { authorizeByLambda } from './authorize-by-lambda.ts';
import { authorizeByJwt } from './jwt/authorize-by-jwt.ts';
import type { RouteVerdict } from './route-verdict.ts';

/** Runs the authorizer of the route. A `NONE` route is open; a type this gateway does not know is refused. */
export async function authorize(parts: GatewayParts, routed: RoutedRequest): Promise<RouteVerdict> {
  const { authorization } = routed.route;
  if (authorization.type === 'NONE') return {};
  const arnBytes = Buffer.byteLength(routeArn(routed));
  if (arnBytes > routeArnLimitBytes) {
    return { refusal: refuse('route-arn-too-long', `the route ARN is ${arnBytes} bytes, above ${routeArnLimitBytes}`) };
  }
  switch (authorization.type) {
    case 'CUSTOM':
      return authorizeByLambda(parts, routed, authorization.authorizer);
    case 'JWT':
      return authorizeByJwt(parts, routed, authorization);
    case 'AWS_IAM':
      return authorizeByIam(parts, routed);
    default:
      return { refusal: unknownType(authorization) };
  }
}

function unknownType(authorization: never) {
  const type = JSON.stringify((authorization as { readonly type?: unknown }).type);
  return refuse('internal', `authorization type ${type} is not supported; NONE, AWS_IAM, CUSTOM and JWT are`);
}
