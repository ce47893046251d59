import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundledHandler, RouteHandlers } from '@scopegate/cdk';
import { orders } from '@scopegate/orders';
import { tableActions } from './orders-table.ts';
import { takesTokens } from './takes-tokens.ts';

/** Where `pnpm build` puts the bundled handlers. */
export const bundlesDirectory: string = join(
  dirname(fileURLToPath(import.meta.resolve('@scopegate/orders'))),
  '../dist/handlers',
);

/** Names of the tables. */
export interface TableNames {
  readonly orders: string;
  readonly revocations: string;
}

/**
 * The bundle of every route; those that use a table know its name.
 *
 * @throws {Error} when nothing was built
 */
export function orderHandlers(directory: string, tables: TableNames): RouteHandlers<typeof orders> {
  if (!existsSync(directory))
    throw new Error(`The handlers are not built: there is no ${directory}. Run "pnpm build" first.`);
  const handler = (name: string): BundledHandler => ({
    bundle: join(directory, name),
    environment: {
      ...(name in tableActions ? { TABLE_NAME: tables.orders } : {}),
      ...(takesTokens(name) ? { REVOCATION_TABLE_NAME: tables.revocations } : {}),
    },
  });
  const names = Object.keys(orders.routes) as (keyof typeof orders.routes)[];
  return Object.fromEntries(names.map((name) => [name, handler(name)])) as RouteHandlers<typeof orders>;
}
