import { Type } from 'typebox';

const closed = { additionalProperties: false };

export const Health = Type.Object({ status: Type.Literal('ok') });

/** RFC 9457. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
});

export const OrderLine = Type.Object(
  {
    sku: Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' }),
    quantity: Type.Integer({ minimum: 1, maximum: 1000 }),
    /** In cents. */
    unitPrice: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  },
  closed,
);

const customer = Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' });
const lines = Type.Array(OrderLine, { minItems: 1, maxItems: 50 });

export const OrderStatus = Type.Union([Type.Literal('open'), Type.Literal('cancelled')]);

export const Order = Type.Object({
  id: Type.String(),
  customer: Type.String(),
  status: OrderStatus,
  lines: Type.Array(OrderLine),
  /** In cents. */
  total: Type.Integer(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
});

export const OrderPage = Type.Object({ orders: Type.Array(Order), next: Type.Optional(Type.String()) });

export const NewOrder = Type.Object({ customer, lines }, closed);

export const OrderChange = Type.Object(
  { customer: Type.Optional(customer), lines: Type.Optional(lines) },
  { ...closed, minProperties: 1 },
);

export const OrderParams = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }) }, closed);

export const ListQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    after: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' })),
  },
  closed,
);

export const OrderHistory = Type.Object({
  events: Type.Array(
    Type.Object({
      at: Type.String(),
      by: Type.String(),
      what: Type.Union([Type.Literal('created'), Type.Literal('changed'), Type.Literal('cancelled')]),
    }),
  ),
});

export const PurgeReport = Type.Object({ removed: Type.Integer() });
