/**
 * `node:http` without what an `import` of it costs: the facade of an ES module reads every getter, and `WebSocket` and its
 * kin then load undici, 30 to 40 ms and 10 MB of a start on Node 24 (nodejs/node#59686). Types are imported as ever.
 */
export const http = process.getBuiltinModule('node:http');

/** `node:https`, once it is needed: TLS and its root certificates are 10 to 20 ms and 5 MB. */
export const https = (): typeof import('node:https') => process.getBuiltinModule('node:https');
