import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JsonAnswer, readBody, sendJson } from '../loopback-server.ts';
import { isOperation } from './allow-list.ts';
import { listDeclaredTables, undeclaredTable } from './declared-tables.ts';
import {
  type DynamoDbError,
  internalServerError,
  isDynamoDbError,
  missingAuthenticationToken,
  serializationException,
  validationException,
} from './dynamodb-error.ts';
import type { Engine } from './engine.ts';
import { isJsonObject, type JsonObject, operationRefusal, parameterRefusal } from './refusal.ts';

/** DynamoDB's limit for a request, in bytes. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;
const CONTENT_TYPE = 'application/x-amz-json-1.0';
const TARGET = 'DynamoDB_20120810.';

/** A `POST` with `X-Amz-Target`, read but not judged. */
interface Call {
  readonly operation: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/**
 * Answers DynamoDB's JSON protocol: refuses by name what the engine lacks, hands on the rest.
 *
 * A signature must be there, so that a client without credentials fails here as it would at AWS; it is NOT verified, and
 * no policy is evaluated.
 *
 * @param declared the names of the tables that exist for callers
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function createDatabaseFront(engine: Engine, declared: ReadonlySet<string>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await readCall(request);
    send(response, isDynamoDbError(call) ? call : await answer(engine, declared, call));
  };
}

/** What the client is told when the front breaks. */
export const sendInternalServerError = (response: ServerResponse): void => send(response, internalServerError());

async function readCall(request: IncomingMessage): Promise<Call | DynamoDbError> {
  const { 'x-amz-target': target, 'content-type': contentType, authorization } = request.headers;
  // A web page cannot send these two without asking first, which nobody answers here.
  if (request.method !== 'POST' || contentType !== CONTENT_TYPE || typeof target !== 'string') return NOT_THE_PROTOCOL;
  if (!target.startsWith(TARGET)) return NOT_THE_PROTOCOL;
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === undefined) return TOO_LARGE;
  return { operation: target.slice(TARGET.length), authorization, body: body.toString('utf8') };
}

const NOT_THE_PROTOCOL = validationException(
  `The local database speaks DynamoDB's JSON protocol only. Allowed: POST with content type ${CONTENT_TYPE} and an ` +
    `X-Amz-Target that starts with ${TARGET}. Use an AWS SDK.`,
);

const TOO_LARGE: DynamoDbError = { ...validationException('A request has at most 16 MB.'), status: 413 };

async function answer(
  engine: Engine,
  declared: ReadonlySet<string>,
  { operation, authorization, body }: Call,
): Promise<JsonObject | DynamoDbError> {
  if (!authorization?.startsWith('AWS4-')) return missingAuthenticationToken();
  if (!isOperation(operation)) return operationRefusal(operation) ?? internalServerError();
  const parameters = parseObject(body);
  if (parameters === undefined) return serializationException();
  const refusal = parameterRefusal(operation, parameters) ?? undeclaredTable(parameters, declared);
  if (refusal !== undefined) return refusal;
  const outcome = await engine.run(operation, parameters);
  return operation === 'ListTables' && !isDynamoDbError(outcome) ? listDeclaredTables(parameters, declared) : outcome;
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, outcome: JsonObject | DynamoDbError): void {
  const answered: JsonAnswer = isDynamoDbError(outcome) ? outcome : { status: 200, body: outcome };
  const headers = {
    'content-type': CONTENT_TYPE,
    'x-amzn-requestid': randomUUID(),
    ...(answered.status === 413 && { connection: 'close' }),
  };
  sendJson(response, { ...answered, headers });
}
