import type { UncheckedObject } from '../runtime/index.ts';

/** An error as DynamoDB's JSON protocol has it; the SDK throws it under the name behind the `#`. */
export interface DynamoDbError {
  readonly status: number;
  readonly body: {
    readonly __type: string;
    readonly message: string;
    /** The same, where AWS spells it so: what is then sent. */
    readonly Message?: string;
    /** The item that a condition was checked against, where the caller asked for it. */
    readonly Item?: UncheckedObject;
    readonly CancellationReasons?: readonly CancellationReason[];
  };
}

/**
 * Why one action of a transaction stood against it.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
 */
export interface CancellationReason {
  /** `None` for an action that was fine. */
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: UncheckedObject;
}

/** Whether an operation's outcome is an error. */
export const isDynamoDbError = (outcome: object): outcome is DynamoDbError => 'status' in outcome && 'body' in outcome;

/** Whether an error is of a kind, whatever namespace its name has. */
const isOfKind = ({ body }: DynamoDbError, kind: string): boolean => body.__type.endsWith(`#${kind}`);

export const isConditionFailure = (error: DynamoDbError): boolean => isOfKind(error, 'ConditionalCheckFailedException');
export const isValidationFailure = (error: DynamoDbError): boolean => isOfKind(error, 'ValidationException');

const dynamodb = 'com.amazonaws.dynamodb.v20120810#';
const coral = 'com.amazon.coral.service#';

const clientError = (__type: string, message: string): DynamoDbError => ({ status: 400, body: { __type, message } });

const spelledTwice = (message: string) => ({ message, Message: message });

/** An error's body as it is sent. */
export function wireBody({ body }: DynamoDbError): object {
  const { message, ...rest } = body;
  return rest.Message === undefined ? body : rest;
}

/** A 400 the SDK does not retry. Also the shape of every refusal of what the local database does not have. */
export const validationException = (message: string): DynamoDbError =>
  clientError(`${dynamodb}ValidationException`, message);

/** DynamoDB's own words for a table it does not have. @param tableName named by operations on tables, not by those on items */
export const resourceNotFound = (tableName?: string): DynamoDbError =>
  clientError(
    `${dynamodb}ResourceNotFoundException`,
    `Requested resource not found${tableName === undefined ? '' : `: Table: ${tableName} not found`}`,
  );

/** The body is no JSON object, or not of the operation's shape. */
export const serializationException = (): DynamoDbError =>
  clientError(`${coral}SerializationException`, 'The request body is not of the shape this operation takes');

/** The request carries no signature. */
export const missingAuthenticationToken = (): DynamoDbError =>
  clientError(`${coral}MissingAuthenticationTokenException`, 'Request is missing Authentication Token');

/** The engine broke: no reason in it. */
export const internalServerError = (): DynamoDbError => ({
  status: 500,
  body: { __type: `${dynamodb}InternalServerError`, message: 'The local database failed on this request' },
});

/**
 * A transaction that stored nothing.
 *
 * @param reasons one per action, in the request's order
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const transactionCanceled = (reasons: readonly CancellationReason[]): DynamoDbError => ({
  status: 400,
  body: {
    __type: `${dynamodb}TransactionCanceledException`,
    CancellationReasons: reasons,
    ...spelledTwice(
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    ),
  },
});

/** A client request token came again with another transaction. */
export const idempotentParameterMismatch = (): DynamoDbError =>
  clientError(
    `${dynamodb}IdempotentParameterMismatchException`,
    'The request was retried with another payload, but with an idempotent token that was already used.',
  );

/** Signed with a key that is not known here, such as one of another run. */
export const unrecognizedClient = (): DynamoDbError =>
  clientError(
    `${coral}UnrecognizedClientException`,
    'The security token included in the request is invalid. Allowed here: the key of the running platform (iam in its ' +
      'run state) and the credentials of its functions.',
  );

/** A known caller, a wrong signature. @param reason holds no part of it */
export const invalidSignature = (reason: string): DynamoDbError =>
  clientError(`${coral}InvalidSignatureException`, reason);

/** @param reason holds no part of what was sent */
export const incompleteSignature = (reason: string): DynamoDbError =>
  clientError(`${coral}IncompleteSignatureException`, reason);

/** @param message who may not do what to what, and why */
export const accessDenied = (message: string): DynamoDbError => ({
  status: 400,
  body: { __type: `${coral}AccessDeniedException`, ...spelledTwice(message) },
});
