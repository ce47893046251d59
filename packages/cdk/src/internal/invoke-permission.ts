import type { RouteKeyParts } from '@scopegate/contract';
import { Stack } from 'aws-cdk-lib';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export interface InvokePermissionProps {
  readonly apiId: string;
  readonly function: IFunction;
  /** The routes that the function answers; at least one. */
  readonly routes: readonly RouteKeyParts[];
}

/**
 * Lets the API call a function: one statement however many routes it answers, since a resource policy ends at 20 KB. An
 * L1, because a function's own `addPermission` does nothing for imported functions.
 */
export const allowInvoke = (scope: Construct, id: string, props: InvokePermissionProps): CfnPermission =>
  new CfnPermission(scope, id, {
    action: 'lambda:InvokeFunction',
    principal: 'apigateway.amazonaws.com',
    functionName: props.function.functionArn,
    sourceArn: Stack.of(scope).formatArn({
      service: 'execute-api',
      resource: props.apiId,
      resourceName: sourcePattern(props.routes),
    }),
  });

/**
 * `<stage>/<METHOD>/<path>` that covers the routes: the method when all share one, the path up to where they part.
 * Parameters become `*`, which covers the template and every concrete path.
 */
export function sourcePattern(routes: readonly RouteKeyParts[]): string {
  const [first, ...others] = new Set(routes.map(({ method }) => method ?? 'ANY'));
  const method = first === undefined || first === 'ANY' || others.length > 0 ? '*' : first;
  return `*/${method}${commonPath(routes.map(pathPattern))}`;
}

const pathPattern = ({ path, segments }: RouteKeyParts): string =>
  path === undefined
    ? '/*'
    : `/${segments.map((segment) => (segment.kind === 'literal' ? segment.text : '*')).join('/')}`;

function commonPath([first = '/*', ...others]: readonly string[]): string {
  if (others.every((other) => other === first)) return first;
  const end = [...first].findIndex((character, index) => others.some((other) => other[index] !== character));
  return `${first.slice(0, end < 0 ? first.length : end)}*`;
}
