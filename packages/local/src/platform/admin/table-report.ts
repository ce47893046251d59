import type { LambdaFunction, Model, Table } from '../../model/index.ts';

/** A table, and the functions that are told its name: what it is for can be told from that. Without values of variables. */
export interface TableReport {
  readonly stack: string;
  readonly logicalId: string;
  readonly tableName: string;
  /** The partition key, then the sort key where there is one. */
  readonly key: readonly { readonly name: string; readonly type: string }[];
  readonly timeToLiveAttribute?: string;
  readonly namedBy: readonly TableNaming[];
}

/** A function whose environment has the table's name or ARN. */
export interface TableNaming {
  /** Its logical ID. */
  readonly function: string;
  /** Names of the variables that have it as their value. */
  readonly variables: readonly string[];
  /** Keys of the routes that the function serves, of all APIs. */
  readonly routes: readonly string[];
}

/** What is told of the tables of a model. */
export const tableReports = ({
  tables,
  functions,
  apis,
}: Pick<Model, 'tables' | 'functions' | 'apis'>): TableReport[] =>
  tables.map((table) => ({
    stack: table.stack,
    logicalId: table.logicalId,
    tableName: table.tableName,
    key: keyOf(table),
    ...(table.timeToLiveAttribute !== undefined && { timeToLiveAttribute: table.timeToLiveAttribute }),
    namedBy: functions
      .map((fn) => ({
        function: fn.logicalId,
        variables: variablesNaming(table, fn),
        routes: apis.flatMap(({ routes }) => routesOf(routes, fn)),
      }))
      .filter(({ variables }) => variables.length > 0),
  }));

const keyOf = ({ keySchema, attributeDefinitions }: Table): TableReport['key'] =>
  keySchema
    .toSorted((a, b) => a.type.localeCompare(b.type))
    .map(({ name }) => ({ name, type: attributeDefinitions.find((one) => one.name === name)?.type ?? 'S' }));

const variablesNaming = ({ tableName, arn }: Table, { environment }: LambdaFunction): string[] =>
  Object.entries(environment)
    .filter(([, value]) => value === tableName || value === arn)
    .map(([name]) => name);

const routesOf = (routes: Model['apis'][number]['routes'], { arn }: LambdaFunction): string[] =>
  routes
    .filter(({ integration }) => integration.type === 'AWS_PROXY' && integration.functionArn === arn)
    .map(({ routeKey }) => routeKey);
