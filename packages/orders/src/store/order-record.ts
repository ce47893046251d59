import type { Static } from 'typebox';
import type { Order, OrderHistory, OrderLine } from '../schemas.ts';

export type OrderBody = Static<typeof Order>;
export type OrderLineBody = Static<typeof OrderLine>;
export type OrderEvent = Static<typeof OrderHistory>['events'][number];

/** An order as it lies in the table: one item, its history inside, so that both change in one conditional write. */
export interface OrderRecord {
  /** `TENANT#<tenant>` */
  readonly pk: string;
  /** `ORDER#<id>` */
  readonly sk: string;
  readonly id: string;
  readonly customer: string;
  readonly status: OrderBody['status'];
  readonly lines: readonly OrderLineBody[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly history: readonly OrderEvent[];
  /** Counts writes; each names the one it was based on. */
  readonly revision: number;
}

export const keyOf = (tenant: string, id: string) => ({ pk: `TENANT#${tenant}`, sk: `ORDER#${id}` });

export const toOrder = ({ id, customer, status, lines, createdAt, updatedAt }: OrderRecord): OrderBody => ({
  id,
  customer,
  status,
  lines: [...lines],
  total: lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0),
  createdAt,
  updatedAt,
});
