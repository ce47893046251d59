/** An API that routes of the stack belong to and that is not the construct's, though the template does not show it. */
export interface OtherApi {
  /** Its ID as the routes have it: a literal, or a token such as `Fn.importValue('SharedApiId')`. */
  readonly apiId: string;
  /** Why it is known to be another API; for the next reader. Not empty. */
  readonly reason: string;
}

/**
 * Who else may invoke handlers and authorizer, past the gateway. It can forge any caller there, so each is named, with
 * the reason. `*` and function URLs without authorization cannot be named.
 */
export type Invoker = InvokingPrincipal | InvokingEventSource | InvokingFunctionUrl;

/** What an `AWS::Lambda::Permission` lets in. */
export interface InvokingPrincipal {
  /** A service (`events.amazonaws.com`), an account, or the ARN of a user or role. Never `*`. */
  readonly principal: string;
  /**
   * The permission's `SourceArn`: the same value, or its beginning with `*` at the end. A service needs one, because
   * without it a resource of any account can make the service call.
   * @default - permissions of the principal without a source
   */
  readonly sourceArn?: string;
  /** Why it calls the function itself; for the next reader. Not empty. */
  readonly reason: string;
}

/** What an `AWS::Lambda::EventSourceMapping` polls. */
export interface InvokingEventSource {
  /** ARN of the queue, stream or broker: the mapping's `EventSourceArn`. */
  readonly eventSourceArn: string;
  /** Why it calls the function itself; for the next reader. Not empty. */
  readonly reason: string;
}

/** An `AWS::Lambda::Url`, with the principals that are named beside it. */
export interface InvokingFunctionUrl {
  /** Only URLs with this `AuthType`. */
  readonly functionUrl: 'AWS_IAM';
  /** Why the function needs a URL beside the API; for the next reader. Not empty. */
  readonly reason: string;
}
