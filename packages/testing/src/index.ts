import './check-responses.ts';

export { callAs, type TestAnswer, type TestCaller, type TestRequest } from './call-as.ts';
export { takeAuditLines } from './captured-lines.ts';
export { authorizerEvent, type HttpEventOptions, httpEvent } from './events.ts';
export { lambdaContext } from './lambda-context.ts';
export { type MisbehavingIssuer, startMisbehavingIssuer } from './misbehaving-issuer.ts';
export { type Misbehaviour, misbehaviours } from './misbehaviour.ts';
export { createSigningKey, type SigningKey, type SigningKeyOptions } from './signing-key.ts';
export { createTestIssuer, type TestIssuer, type TestIssuerOptions } from './test-issuer.ts';
