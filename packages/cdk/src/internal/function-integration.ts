import {
  HttpIntegrationType,
  HttpRouteIntegration,
  type HttpRouteIntegrationConfig,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Calls a function with payload 2.0. Unlike the integration of aws-cdk-lib it adds no permission per route. */
export class FunctionIntegration extends HttpRouteIntegration {
  readonly #function: IFunction;

  constructor(target: IFunction) {
    super('Integration');
    this.#function = target;
  }

  override bind(): HttpRouteIntegrationConfig {
    return {
      type: HttpIntegrationType.AWS_PROXY,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      uri: this.#function.functionArn,
    };
  }
}
