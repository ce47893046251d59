/** An error as DynamoDB's JSON protocol has it; the SDK throws it under the name behind the `#`. */
export interface DynamoDbError {
  readonly status: number;
  readonly body: { readonly __type: string; readonly message: string };
}

/** Whether an operation's outcome is an error. */
export const isDynamoDbError = (outcome: object): outcome is DynamoDbError => 'status' in outcome && 'body' in outcome;

const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';
const CORAL = 'com.amazon.coral.service#';

const clientError = (__type: string, message: string): DynamoDbError => ({ status: 400, body: { __type, message } });

/** A 400 the SDK does not retry. Also the shape of every refusal of what the local database does not have. */
export const validationException = (message: string): DynamoDbError =>
  clientError(`${DYNAMODB}ValidationException`, message);

/** DynamoDB's own words for a table it does not have. */
export const resourceNotFound = (): DynamoDbError =>
  clientError(`${DYNAMODB}ResourceNotFoundException`, 'Requested resource not found');

/** The body is no JSON object, or not of the operation's shape. */
export const serializationException = (): DynamoDbError =>
  clientError(`${CORAL}SerializationException`, 'The request body is not of the shape this operation takes');

/** The request carries no signature. */
export const missingAuthenticationToken = (): DynamoDbError =>
  clientError(`${CORAL}MissingAuthenticationTokenException`, 'Request is missing Authentication Token');

/** The engine broke: no reason in it. */
export const internalServerError = (): DynamoDbError => ({
  status: 500,
  body: { __type: `${DYNAMODB}InternalServerError`, message: 'The local database failed on this request' },
});
