export { createCleanup } from './cleanup.ts';
export { errorCode, errorMessage } from './error-message.ts';
export { isLoopback } from './loopback-address.ts';
export { type JsonAnswer, listenOnLoopback, readBody, sendJson } from './loopback-server.ts';
export { http, https } from './node-http.ts';
export { createPooledRandom } from './pooled-random.ts';
export { PortInUseError } from './port-in-use-error.ts';
export { queryPairs } from './query-pairs.ts';
export { tellListener } from './tell-listener.ts';
