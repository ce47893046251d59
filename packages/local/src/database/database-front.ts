import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, FindCaller } from '../iam/index.ts';
import { isJsonObject, parseJson, readBody, sendJson, type UncheckedObject } from '../runtime/index.ts';
import { authenticate, type SignedCall } from './access/authenticate.ts';
import { authorize } from './access/authorize-call.ts';
import { requiredAccess } from './access/required-access.ts';
import { isOperation, type Operation } from './allow-list.ts';
import {
  type DynamoDbError,
  internalServerError,
  isDynamoDbError,
  serializationException,
  validationException,
  wireBody,
} from './dynamodb-error.ts';
import { operationRefusal, parameterRefusal } from './operation-refusals.ts';
import { nameTables, type TableHome, tableArnOf } from './table-names.ts';

/** DynamoDB's limit for a request, in bytes. */
const maxBodyBytes = 16 * 1024 * 1024;
const dynamoDbJson = 'application/x-amz-json-1.0';
const targetPattern = 'DynamoDB_20120810.';

export interface FrontOptions {
  /** Runs an operation that is allowed to the caller, with parameters that the local database has. */
  readonly run: (operation: Operation, parameters: UncheckedObject) => Promise<UncheckedObject | DynamoDbError>;
  readonly findCaller: FindCaller;
  readonly home: TableHome;
  /** The platform's time, in milliseconds since the epoch. */
  readonly now: () => number;
}

/** A `POST` with `X-Amz-Target`, read but not judged. */
interface ReceivedCall extends SignedCall {
  readonly operation: string;
}

/**
 * Answers DynamoDB's JSON protocol: verifies who calls, refuses what the caller's policies do not allow, refuses by name
 * what the database lacks, hands on the rest.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function createDatabaseFront(options: FrontOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // SDKs correct their clock by it, for all later requests: functions sign by the platform's clock, which tests move.
    response.sendDate = false;
    const call = await readCall(request);
    send(response, isDynamoDbError(call) ? call : await answer(options, call));
  };
}

/** What the client is told when the front breaks. */
export const sendInternalServerError = (response: ServerResponse): void => send(response, internalServerError());

async function readCall(request: IncomingMessage): Promise<ReceivedCall | DynamoDbError> {
  const { 'x-amz-target': target, 'content-type': contentType } = request.headers;
  // A web page cannot send these two without a preflight, which is not answered here.
  if (request.method !== 'POST' || contentType !== dynamoDbJson || typeof target !== 'string') return notTheProtocol;
  if (!target.startsWith(targetPattern) || request.url !== '/') return notTheProtocol;
  const body = await readBody(request, maxBodyBytes);
  if (body === undefined) return tooLarge;
  return { operation: target.slice(targetPattern.length), headers: pairsOf(request.rawHeaders), body };
}

const pairsOf = (raw: readonly string[]): SignedCall['headers'] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

const notTheProtocol = validationException(
  `The local database speaks DynamoDB's JSON protocol only. Allowed: POST to / with content type ${dynamoDbJson} and an ` +
    `X-Amz-Target that starts with ${targetPattern}. Use an AWS SDK.`,
);

const tooLarge: DynamoDbError = { ...validationException('A request has at most 16 MB.'), status: 413 };

async function answer(options: FrontOptions, call: ReceivedCall): Promise<UncheckedObject | DynamoDbError> {
  const { home, findCaller, now } = options;
  const authenticated = await authenticate(call, { region: home.region, findCaller, times: [now(), Date.now()] });
  return isDynamoDbError(authenticated) ? authenticated : answerCaller(options, call, authenticated.caller);
}

async function answerCaller(
  { run, home }: FrontOptions,
  { operation, body }: ReceivedCall,
  caller: Caller,
): Promise<UncheckedObject | DynamoDbError> {
  if (!isOperation(operation)) return operationRefusal(operation) ?? internalServerError();
  const sent = parseObject(body.toString('utf8'));
  if (sent === undefined) return serializationException();
  const named = nameTables(sent, home);
  if (isDynamoDbError(named)) return named;
  const { parameters, restore } = named;
  const refusal =
    authorize(caller, requiredAccess(operation, parameters), (tableName) => tableArnOf(home, tableName)) ??
    parameterRefusal(operation, parameters);
  if (refusal !== undefined) return refusal;
  const outcome = await run(operation, parameters);
  return isDynamoDbError(outcome) ? outcome : restore(outcome);
}

function parseObject(text: string): UncheckedObject | undefined {
  const value = parseJson(text);
  return isJsonObject(value) ? value : undefined;
}

function send(response: ServerResponse, outcome: UncheckedObject | DynamoDbError): void {
  const isError = isDynamoDbError(outcome);
  const status = isError ? outcome.status : 200;
  const headers = {
    'content-type': dynamoDbJson,
    'x-amzn-requestid': randomUUID(),
    ...(status === 413 && { connection: 'close' }),
  };
  sendJson(response, { status, body: isError ? wireBody(outcome) : outcome, headers });
}
