import type { Api, Model, Route, Stage } from '../../model/index.ts';
import type { CustomDomain } from './custom-domain.ts';
import type { GatewayRequest } from './gateway-request.ts';

/** A request whose stage and route are known: all that the later steps need to know about it, and no more. */
export interface RoutedRequest {
  readonly request: GatewayRequest;
  readonly api: Api;
  /** Partition, region and account for ARNs. */
  readonly home: Pick<Model, 'partition' | 'region' | 'accountId'>;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** As functions see them, with `cookie`; lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  /** Decoded, with a named stage in front. */
  readonly rawPath: string;
  /** Absent when the request came by the API's own host name, or by loopback. */
  readonly customDomain?: CustomDomain;
  /** As sent. */
  readonly encodedPath: string;
  readonly rawQueryString: string;
  readonly stage: Stage;
  /** Decoded, without the stage; starts with `/`. */
  readonly routePath: string;
  readonly route: Route;
  readonly pathParameters: ReadonlyMap<string, string>;
}
