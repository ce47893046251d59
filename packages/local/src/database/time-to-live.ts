import type { Clock, Table } from '../model/index.ts';
import { isJsonObject, type UncheckedObject } from '../runtime/index.ts';
import { type DynamoDbError, resourceNotFound, serializationException, validationException } from './dynamodb-error.ts';

/** Time to live of tables: described and changed, never acted on. */
export interface TimeToLive {
  /** Takes over what the model declares, where that is new; what callers changed since stays. */
  declare(tables: readonly Table[]): void;
  describe(parameters: UncheckedObject): UncheckedObject | DynamoDbError;
  update(parameters: UncheckedObject): UncheckedObject | DynamoDbError;
}

interface TimeToLiveSetting {
  /** By the model. */
  readonly declared: string | undefined;
  /** The attribute in force; undefined: time to live is off. */
  readonly attribute: string | undefined;
  /** Milliseconds since the epoch. */
  readonly changedAt?: number;
}

/** DynamoDB takes up to an hour over a change, and no other meanwhile. */
const settlingMillis = 60 * 60 * 1000;
const maxAttributeName = 255;

/**
 * Time to live as DynamoDB keeps it, but for one thing: items never expire. DynamoDB deletes them within days, so a
 * function must cope with expired items that are still there, and here it always has to. A new start begins with what the
 * model declares.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export function createTimeToLive({ now }: Pick<Clock, 'now'>): TimeToLive {
  const settings = new Map<string, TimeToLiveSetting>();
  const settingOf = ({ TableName: name }: UncheckedObject): TimeToLiveSetting | undefined =>
    typeof name === 'string' ? settings.get(name) : undefined;
  return {
    declare(tables) {
      for (const { tableName, timeToLiveAttribute: declared } of tables) {
        const before = settings.get(tableName);
        if (before === undefined || before.declared !== declared) {
          settings.set(tableName, { declared, attribute: declared });
        }
      }
    },
    describe(parameters) {
      const setting = settingOf(parameters);
      return setting === undefined ? resourceNotFound() : { TimeToLiveDescription: descriptionOf(setting) };
    },
    update(parameters) {
      const setting = settingOf(parameters);
      const wanted = readSpecification(parameters['TimeToLiveSpecification']);
      if ('body' in wanted) return wanted;
      if (setting === undefined) return resourceNotFound();
      const refusal = changeRefusal(setting, wanted, now());
      if (refusal !== undefined) return refusal;
      const { attribute, enabled } = wanted;
      const changed = { ...setting, attribute: enabled ? attribute : undefined, changedAt: now() };
      settings.set(String(parameters['TableName']), changed);
      return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled } };
    },
  };
}

const descriptionOf = ({ attribute }: TimeToLiveSetting): UncheckedObject =>
  attribute === undefined
    ? { TimeToLiveStatus: 'DISABLED' }
    : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute };

interface Specification {
  readonly attribute: string;
  readonly enabled: boolean;
}

function readSpecification(specification: unknown): Specification | DynamoDbError {
  if (!isJsonObject(specification)) {
    return specification === undefined || specification === null
      ? invalid('null', 'timeToLiveSpecification', 'not be null')
      : serializationException();
  }
  const { AttributeName: attribute, Enabled: enabled } = specification;
  if (attribute === undefined) return invalid('null', 'timeToLiveSpecification.attributeName', 'not be null');
  if (enabled === undefined) return invalid('null', 'timeToLiveSpecification.enabled', 'not be null');
  if (typeof attribute !== 'string' || typeof enabled !== 'boolean') return serializationException();
  if (attribute.length < 1 || attribute.length > maxAttributeName) {
    const bound = attribute === '' ? 'greater than or equal to 1' : `less than or equal to ${maxAttributeName}`;
    return invalid(`'${attribute}'`, 'timeToLiveSpecification.attributeName', `have length ${bound}`);
  }
  return { attribute, enabled };
}

const invalid = (shown: string, member: string, must: string): DynamoDbError =>
  validationException(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: Member must ${must}`,
  );

function changeRefusal(
  setting: TimeToLiveSetting,
  { attribute, enabled }: Specification,
  now: number,
): DynamoDbError | undefined {
  const { attribute: current, changedAt } = setting;
  if (changedAt !== undefined && now - changedAt < settlingMillis) {
    return validationException('Time to live has been modified multiple times within a fixed interval');
  }
  if (enabled && current !== undefined) {
    return validationException(current === attribute ? 'TimeToLive is already enabled' : activeOn(current));
  }
  if (enabled) return undefined;
  if (current === undefined) return validationException('TimeToLive is already disabled');
  return current === attribute ? undefined : validationException(activeOn(current));
}

const activeOn = (current: string): string =>
  `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`;
