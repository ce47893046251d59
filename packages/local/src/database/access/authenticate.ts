import { createHash } from 'node:crypto';
import {
  type Caller,
  clockSkewMillis,
  type FindCaller,
  parseSignatureHeader,
  parseSigningDate,
  sameSecret,
  type UnverifiedSignature,
  verifySignature,
} from '../../iam/index.ts';
import {
  type DynamoDbError,
  incompleteSignature,
  invalidSignature,
  missingAuthenticationToken,
  unrecognizedClient,
} from '../dynamodb-error.ts';

/** A request as it came, and whole. */
export interface SignedCall {
  /** In the order sent, repeats included. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface AuthenticationContext {
  readonly region: string;
  readonly findCaller: FindCaller;
  /** The platform's and the machine's time, in milliseconds since the epoch: functions sign by one, tools by the other. */
  readonly times: readonly number[];
}

/**
 * Who signed a request, by Signature Version 4 in the `Authorization` header over method, path, `host`, `x-amz-*` headers
 * and body; or DynamoDB's error. Signatures in the query are not taken. Errors hold no signature, key or token.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export async function authenticate(
  call: SignedCall,
  context: AuthenticationContext,
): Promise<{ readonly caller: Caller } | DynamoDbError> {
  const lowered = call.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers = new Map(lowered);
  if ((headers.get('authorization') ?? '') === '') return missingAuthenticationToken();
  const signature = parseSignatureHeader(headers);
  if (signature === undefined) return incompleteSignature('the Authorization header is no AWS4-HMAC-SHA256 signature');
  const caller = context.findCaller(signature.accessKeyId);
  if (caller === undefined || !sameSecret(caller.sessionToken ?? '', signature.sessionToken))
    return unrecognizedClient();
  const names = lowered.map(([name]) => name);
  const fault = scopeFault(signature, context) ?? headerFault(signature, names) ?? bodyFault(signature, call.body);
  if (fault !== undefined) return invalidSignature(fault);
  const signed = {
    ...call,
    method: 'POST',
    encodedPath: '/',
    rawQueryString: '',
  };
  return (await verifySignature(signed, signature, caller)) ? { caller } : invalidSignature(mismatch);
}

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and ' +
  'signing method. Consult the service documentation for details.';

function scopeFault(signature: UnverifiedSignature, { region, times }: AuthenticationContext): string | undefined {
  const { signedAt: text, date, region: signedRegion, service } = signature;
  const signedAt = parseSigningDate(text);
  if (signedAt === undefined || text === undefined) return 'X-Amz-Date must be given once, as YYYYMMDDTHHMMSSZ.';
  if (!times.some((now) => Math.abs(now - signedAt) <= clockSkewMillis)) {
    return `Signature expired: ${text} is more than 5 minutes off the clock.`;
  }
  if (date !== text.slice(0, 8)) return "Date in Credential scope does not match X-Amz-Date's.";
  if (signedRegion !== region) return `Credential should be scoped to a valid region: '${region}'.`;
  return service === 'dynamodb' ? undefined : "Credential should be scoped to correct service: 'dynamodb'.";
}

function headerFault({ signedHeaders }: UnverifiedSignature, sent: readonly string[]): string | undefined {
  const mustBeSigned = sent.filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const unsigned = mustBeSigned.find((name) => !signedHeaders.includes(name));
  if (unsigned !== undefined || !signedHeaders.includes('host')) {
    return `'${unsigned ?? 'host'}' must be a 'SignedHeader' in the AWS Authorization.`;
  }
  const once = signedHeaders.every((name) => sent.filter((other) => other === name).length === 1);
  const usable = once && !signedHeaders.includes('authorization') && !signedHeaders.includes('date');
  return usable ? undefined : 'Each signed header must be sent exactly once, authorization and date not among them.';
}

/** The signer takes the hash from the header: it must be the body's. */
function bodyFault({ payloadHash }: UnverifiedSignature, body: Buffer): string | undefined {
  const actual = createHash('sha256').update(body).digest('hex');
  return payloadHash === undefined || payloadHash === actual ? undefined : mismatch;
}
