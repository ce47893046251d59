import { Aws, type Duration, Stack } from 'aws-cdk-lib';
import {
  AuthorizerPayloadVersion,
  type HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface RequestAuthorizerProps {
  readonly httpApi: HttpApi;
  readonly function: IFunction;
  readonly cacheTtl: Duration;
  readonly response: 'simple' | 'policy';
}

/**
 * A REQUEST authorizer, and the gateway's permission to call it. With simple responses the route key is always part of
 * the cache key: without it one route's verdict would serve every other. A policy is cached for all routes, and asked for
 * each.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class RequestAuthorizer extends Construct implements IHttpRouteAuthorizer {
  readonly #authorizerId: string;

  constructor(scope: Construct, id: string, props: RequestAuthorizerProps) {
    super(scope, id);
    const { httpApi, function: target, cacheTtl, response } = props;
    const stack = Stack.of(this);
    const { authorizerId } = new HttpAuthorizer(this, 'Authorizer', {
      httpApi,
      authorizerName: 'scopegate',
      type: HttpAuthorizerType.LAMBDA,
      payloadFormatVersion: AuthorizerPayloadVersion.VERSION_2_0,
      enableSimpleResponses: response === 'simple',
      identitySource: ['$request.header.Authorization', ...(response === 'simple' ? ['$context.routeKey'] : [])],
      resultsCacheTtl: cacheTtl,
      authorizerUri: `arn:${Aws.PARTITION}:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${target.functionArn}/invocations`,
    });
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      functionName: target.functionArn,
      sourceArn: stack.formatArn({
        service: 'execute-api',
        resource: httpApi.apiId,
        resourceName: `authorizers/${authorizerId}`,
      }),
    });
    this.#authorizerId = authorizerId;
  }

  bind(): { authorizerId: string; authorizationType: 'CUSTOM' } {
    return { authorizerId: this.#authorizerId, authorizationType: 'CUSTOM' };
  }
}
