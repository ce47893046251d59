import type { Table } from '../../model/index.ts';
import type { EngineOperation } from '../engine-actions.ts';

/** A value as the protocol has it: `{ S: 'text' }`, of one type. */
export type AttributeValue = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, AttributeValue>>;

/** The tables that exist for callers, by name. */
export type Tables = ReadonlyMap<string, Table>;

/** What a request asks of one table, in one form for all operations. */
export interface TablePart {
  readonly tableName: string;
  /** The keys of the items it names. */
  readonly keys: readonly Item[];
  /** The whole items it writes. */
  readonly items: readonly Item[];
  /** The rest. The parser of the engine adds what it parsed, in underscored members. */
  readonly parameters: Record<string, unknown>;
}

/** Parameters whose types are right, and what they ask of each table. */
export interface DatabaseRequest {
  readonly operation: EngineOperation;
  readonly parameters: Record<string, unknown>;
  readonly parts: readonly TablePart[];
}

/** Why DynamoDB refuses a request, in its words; undefined when nothing is wrong. Looks at no table. */
export type Check = (request: DatabaseRequest) => string | undefined;

/** As {@link Check}, of one part of a request and the table it is about. */
export type TableCheck = (part: TablePart, table: Table) => string | undefined;

/** Makes a check of what each part must be by itself. */
export const ofEachPart =
  (check: (part: TablePart) => string | undefined): Check =>
  ({ parts }) =>
    firstFault(parts, check);

/** The first fault among values, in their order. */
export function firstFault<Value, Fault>(
  values: Iterable<Value>,
  check: (value: Value) => Fault | undefined,
): Fault | undefined {
  for (const value of values) {
    const fault = check(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
