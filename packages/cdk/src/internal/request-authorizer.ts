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
}

/**
 * A REQUEST authorizer with simple responses, and the gateway's permission to call it. The route key is always part of
 * the cache key: without it one route's verdict would serve every other.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class RequestAuthorizer extends Construct implements IHttpRouteAuthorizer {
  readonly #authorizerId: string;

  constructor(scope: Construct, id: string, { httpApi, function: target, cacheTtl }: RequestAuthorizerProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const { authorizerId } = new HttpAuthorizer(this, 'Authorizer', {
      httpApi,
      authorizerName: 'scopegate',
      type: HttpAuthorizerType.LAMBDA,
      payloadFormatVersion: AuthorizerPayloadVersion.VERSION_2_0,
      enableSimpleResponses: true,
      identitySource: ['$request.header.Authorization', '$context.routeKey'],
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
