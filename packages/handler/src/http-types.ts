import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

/** API Gateway's event with payload format 2.0; the body parser puts a JSON value in place of the text. */
export type HttpEvent = APIGatewayProxyEventV2;
export type HttpResult = APIGatewayProxyStructuredResultV2;

export type Internal = Record<string, unknown>;

export type Middleware = middy.MiddlewareObj<HttpEvent, HttpResult, Error, Context, Internal>;

/** What Lambda calls: the chain, closed. Nothing can be put in front of the guard any more. */
export type Handler = (event: HttpEvent, context: Context) => Promise<HttpResult>;
