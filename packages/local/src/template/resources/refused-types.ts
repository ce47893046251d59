import type { Finding } from '../../model/index.ts';

/** What is refused of a type, and when. */
interface TypeRefusal {
  /** The beginning of the type's name. */
  readonly prefix: string;
  /** What the local platform does not run. */
  readonly family: string;
  readonly remedy: string;
  /** Where an HTTP API is served beside it, it is only listed. @default refused always */
  readonly onlyWithoutHttpApi?: boolean;
}

const elsewhere = 'Keep the resource in a stack that is not run locally, or leave it out of this one.';
const addTransform = 'Add Transform: AWS::Serverless-2016-10-31 to the template.';
const httpApi = 'Use an HTTP API (AWS::ApiGatewayV2::Api, or AWS::Serverless::HttpApi).';

/** Types that change who gets in or what is served. Any other that is not read serves no request of an HTTP API. */
const refusals: readonly TypeRefusal[] = [
  { prefix: 'AWS::ApiGatewayV2::ApiGatewayManagedOverrides', family: 'this part of API Gateway', remedy: elsewhere },
  { prefix: 'AWS::ApiGatewayV2::RoutingRule', family: 'this part of API Gateway', remedy: elsewhere },
  { prefix: 'AWS::WAFv2::WebACLAssociation', family: 'web ACLs', remedy: elsewhere },
  { prefix: 'AWS::WAFRegional::WebACLAssociation', family: 'web ACLs', remedy: elsewhere },
  { prefix: 'AWS::ApiGateway::RestApi', family: 'REST APIs', remedy: httpApi, onlyWithoutHttpApi: true },
  { prefix: 'AWS::Serverless::Api', family: 'REST APIs', remedy: httpApi, onlyWithoutHttpApi: true },
  {
    prefix: 'AWS::Lambda::Url',
    family: 'function URLs',
    remedy: 'Reach the function through a route of an HTTP API.',
    onlyWithoutHttpApi: true,
  },
  // With the transform, these have become other resources.
  ...['Function', 'HttpApi', 'LayerVersion', 'SimpleTable', 'Application'].map((name) => ({
    prefix: `AWS::Serverless::${name}`,
    family: 'this part of SAM without its transform',
    remedy: addTransform,
  })),
];

/** The refusal of a type that is not modelled; `undefined` when it is only left alone. */
export function typeRefusal(type: string, { hasHttpApi }: { readonly hasHttpApi: boolean }): Finding | undefined {
  const match = refusals.find(({ prefix }) => type.startsWith(prefix));
  if (match === undefined || (match.onlyWithoutHttpApi === true && hasHttpApi)) return undefined;
  const what = `${type} is not supported: the local platform does not run ${match.family}`;
  return { rule: 'resource-type', what, remedy: match.remedy };
}
