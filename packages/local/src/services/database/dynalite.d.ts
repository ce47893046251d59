/** What this folder uses of `dynalite`, which ships no types. Pinned to an exact version: these are its inner modules. */
declare module 'dynalite/db/index.js' {
  interface Store {
    readonly db: { open(): Promise<void>; clear(): Promise<void> };
    /** Goes into the ARNs of tables that are created from now on. */
    readonly tableDb: {
      awsAccountId: string;
      awsRegion: string;
      del(key: string, done: (error?: unknown) => void): void;
    };
    readonly lifecycleManager: { gracefulClose(): Promise<void> };
  }
  const db: { create(options: { path?: string; createTableMs: number }): Store };
  export default db;
  export type { Store };
}

declare module 'dynalite/validations/index.js' {
  const validations: {
    /** Drops what it does not know and throws for wrong types. */
    checkTypes(parameters: object, types: object): Record<string, unknown>;
    /** Parses the expressions into underscored members of `parameters`, and throws for what DynamoDB refuses. */
    checkValidations(parameters: object, types: object, custom: unknown, store: object): void;
  };
  export default validations;
}

declare module 'dynalite/validations/*' {
  const validation: { readonly types: object; readonly custom?: unknown };
  export default validation;
}

declare module 'dynalite/actions/*' {
  const action: (store: object, parameters: object, done: (error: unknown, result?: unknown) => void) => void;
  export default action;
}
