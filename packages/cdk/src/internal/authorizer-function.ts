import { type AnyApi, accessTable } from '@scopegate/contract';
import { withPolicies } from '@scopegate/contract/policy';
import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ScopedHttpApiProps } from '../scoped-http-api-props.ts';
import { withAuthorizerCode } from './authorizer-asset.ts';
import { LeanFunction } from './lean-function.ts';
import type { Plan } from './plan.ts';
import { authorizationType } from './routes.ts';

/** The authorizer with the contract's access table, for this API alone. */
export function createAuthorizerFunction<A extends AnyApi>(
  scope: Construct,
  props: ScopedHttpApiProps<A>,
  plan: Plan,
): LambdaFunction {
  const table = accessTable(props.api, (name) => (isChallenged(props, plan, name) ? 'genuine' : 'none'));
  // Without its route key among the identity sources the API does not get through synth; see `checkHttpApi`.
  const create = {
    file: plan.authorizerFile,
    table: props.response === 'policy' ? withPolicies(table) : { ...table, cacheKey: 'checked' as const },
  };
  return withAuthorizerCode(scope, create, (code) => {
    return new LeanFunction(scope, 'Authorizer', {
      code,
      handler: 'index.handler',
      description: `Authorizer of ${props.api.title}`,
      environment: plan.authorizerEnvironment,
      // API Gateway gives up after 10 seconds; one that ends earlier says why in its log.
      timeout: Duration.seconds(9),
      memorySize: props.authorizerMemorySize ?? 256,
      logs: { retention: props.functionLogRetention, removalPolicy: props.logRemovalPolicy },
    }).function;
  });
}

// A denied token may pass the gateway only where the guard of that very route is known to answer it.
function isChallenged<A extends AnyApi>({ api, challenge }: ScopedHttpApiProps<A>, plan: Plan, name: string): boolean {
  const rule = api.routes[name]?.access;
  const guarded = plan.bundles.get(name)?.guarded === true;
  return challenge === 'genuine' && guarded && rule !== undefined && authorizationType(rule) === 'CUSTOM';
}
