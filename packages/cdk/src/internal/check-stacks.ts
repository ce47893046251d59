import type { AnyApi } from '@scopegate/contract';
import { Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { checkHttpApi } from '../check-http-api.ts';
import type { SynthFault } from '../fault.ts';
import type { ScopedHttpApiProps } from '../scoped-http-api-props.ts';
import { checkInvokers, type GuardedFunctions } from './check-invokers.ts';
import { groupBy } from './group-by.ts';
import { renderStack } from './render.ts';
import { authorizationTypes } from './routes.ts';

/** What `ScopedHttpApi` has made. */
export interface BuiltApi extends IConstruct {
  readonly httpApi: HttpApi;
  readonly functions: Readonly<Record<string, IFunction>>;
  readonly authorizerFunction: IFunction;
}

/** Faults of the API's own stack, and of who may invoke its functions in the stacks where they are made. */
export function checkStacks<A extends AnyApi>(built: BuiltApi, props: ScopedHttpApiProps<A>): SynthFault[] {
  const stack = Stack.of(built);
  const functions = [...new Set<IFunction>([built.authorizerFunction, ...Object.values(built.functions)])];
  const elsewhere = groupBy(
    functions.filter((one) => one.stack !== stack),
    (one) => one.stack,
  );
  return [
    ...checkOwnStack(built, props, functions),
    ...[...elsewhere].flatMap(([host, some]) =>
      checkInvokers(renderStack(host), { apiId: undefined, ...seenFrom(host, some, props) }),
    ),
  ];
}

function checkOwnStack<A extends AnyApi>(
  built: BuiltApi,
  props: ScopedHttpApiProps<A>,
  functions: readonly IFunction[],
): SynthFault[] {
  const stack = Stack.of(built);
  const apiId = String(stack.resolve(built.httpApi.apiId).Ref);
  const { functions: guarded, alsoInvokedBy } = seenFrom(stack, functions, props);
  return checkHttpApi(renderStack(stack), {
    contracts: { [apiId]: authorizationTypes(props.api) },
    responses: { [apiId]: props.response ?? 'simple' },
    functions: { [apiId]: guarded },
    alsoInvokedBy,
    otherApis: stack.resolve(props.otherApis ?? []),
    ...(props.routeQuota === undefined ? {} : { routeQuota: props.routeQuota }),
  });
}

/** Functions and their other callers as the template of a stack names them. */
const seenFrom = (
  stack: Stack,
  functions: readonly IFunction[],
  { alsoInvokedBy = [] }: Pick<ScopedHttpApiProps<AnyApi>, 'alsoInvokedBy'>,
): Omit<GuardedFunctions, 'apiId'> => ({
  functions: functions.map((one) => stack.resolve(one.functionArn)),
  alsoInvokedBy: stack.resolve(alsoInvokedBy),
});
