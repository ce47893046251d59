/** What this folder uses of `dynalite`, which ships no types. Pinned to an exact version: these are its inner modules. */
declare module 'dynalite/db/index.js' {
  type Done = (error?: unknown) => void;
  /** A change of the whole store, all tables and indexes in it. */
  type Write =
    | { readonly type: 'put'; readonly key: string; readonly value: unknown }
    | { readonly type: 'del'; readonly key: string };
  /** The items of one table, or the entries of one index. */
  interface ItemDb {
    get(key: string, done: (error: unknown, value?: Readonly<Record<string, unknown>>) => void): void;
    put(key: string, value: unknown, done: Done): void;
    del(key: string, done: Done): void;
    lock(key: string, task: (release: (done: Done) => Done) => void): void;
  }
  interface Store {
    readonly db: { open(): Promise<void>; clear(): Promise<void>; batch(writes: readonly Write[], done: Done): void };
    /** Goes into the ARNs of tables that are created from now on. */
    readonly tableDb: {
      awsAccountId: string;
      awsRegion: string;
      del(key: string, done: (error?: unknown) => void): void;
    };
    readonly lifecycleManager: { gracefulClose(): Promise<void> };
    getItemDb(table: string): ItemDb;
    getIndexDb(type: string, table: string, index: string): ItemDb;
  }
  const db: {
    create(options: { path?: string; createTableMs: number }): Store;
  };
  export default db;
  export type { ItemDb, Store, Write };
}

declare module 'dynalite/validations/index.js' {
  const validations: {
    /** Drops what it does not know and throws for wrong types. */
    checkTypes(parameters: object, types: object): Record<string, unknown>;
    /** Throws for members that are missing, too long, out of range, or none of a list. */
    checkValidations(parameters: object, types: object): void;
    /** What is wrong with a value. Rewrites the numbers in it without exponent. */
    validateAttributeValue(value: object): string | undefined;
    /** What is wrong with names and values that no expression comes with. */
    validateExpressionParams(parameters: object, expressions: string[], others: string[]): string | undefined;
    /** Parses the expressions into underscored members of `parameters`, or tells what is wrong with them. */
    validateExpressions(parameters: object): string | undefined;
    /** A parsed key condition by attribute, or what is wrong with it. */
    convertKeyCondition(expression: unknown): string | object;
  };
  export default validations;
}

declare module 'dynalite/validations/*' {
  const validation: {
    readonly types: object;
    /** What is wrong with parameters whose types are right. */
    readonly custom?: (parameters: object) => string | undefined;
  };
  export default validation;
}

declare module 'dynalite/actions/*' {
  const action: (store: object, parameters: object, done: (error: unknown, result?: unknown) => void) => void;
  export default action;
}
