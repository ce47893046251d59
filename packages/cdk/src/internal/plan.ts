import type { AnyApi } from '@scopegate/contract';
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { fault, ScopedHttpApiError, type SynthFault } from '../fault.ts';
import { isBundled } from '../handler.ts';
import type { ScopedHttpApiProps } from '../scoped-http-api-props.ts';
import { prebuiltAuthorizer, prebuiltModules } from './authorizer-asset.ts';
import { type Bundle, readBundle } from './bundle.ts';
import { checkExemptions } from './check-exemptions.ts';
import { checkProps } from './check-props.ts';
import { environmentLimit, environmentSize } from './environment-size.ts';

/** What is known before the first resource is made. */
export interface Plan {
  /** Path of the authorizer's Lambda file. */
  readonly authorizerFile: string;
  readonly authorizerEnvironment: Readonly<Record<string, string>>;
  /** By route name; routes with functions of their own have none. */
  readonly bundles: ReadonlyMap<string, Bundle>;
}

/** @throws {ScopedHttpApiError} with all faults of the props and the bundles they name */
export function planApi<A extends AnyApi>(scope: Construct, props: ScopedHttpApiProps<A>): Plan {
  const { response = 'simple' } = props;
  const authorizerFile = props.authorizerFile ?? prebuiltAuthorizer(response) ?? prebuiltModules[response];
  const authorizerEnvironment = environmentOf(props);
  const bundles = readBundles(props);
  const faults = [
    ...checkProps(props, authorizerFile),
    ...checkExemptions(Stack.of(scope), props),
    ...[...bundles.values()].flatMap((bundle) => bundle.faults),
    ...checkSize(environmentSize(Stack.of(scope), authorizerEnvironment)),
  ];
  if (faults.length > 0) throw new ScopedHttpApiError(scope.node.path, faults);
  return { authorizerFile, authorizerEnvironment, bundles };
}

function environmentOf<A extends AnyApi>({ issuers, trace, response }: ScopedHttpApiProps<A>): Record<string, string> {
  return {
    SCOPEGATE_ISSUERS: JSON.stringify(issuers.map(({ entry }) => entry)),
    ...(response === 'policy' ? { SCOPEGATE_RESPONSE: 'policy' } : {}),
    ...(trace === true ? { SCOPEGATE_TRACE: '1' } : {}),
  };
}

const checkSize = (size: number): SynthFault[] =>
  size <= environmentLimit ? [] : [fault('issuers-too-large', 'issuers', `about ${size} bytes`)];

function readBundles<A extends AnyApi>({ api, handlers }: ScopedHttpApiProps<A>): Map<string, Bundle> {
  const bundles = new Map<string, Bundle>();
  for (const [name, handler] of Object.entries(handlers)) {
    const route = Object.hasOwn(api.routes, name) ? api.routes[name] : undefined;
    if (route !== undefined && isBundled(handler)) bundles.set(name, readBundle(route, handler));
  }
  return bundles;
}
