import { handle } from '@scopegate/handler';
import { shop } from '../contract';

export const handler = handle(shop, 'buy').handler(({ caller }) => ({
  status: 201,
  headers: { location: `/things/of/${caller.subject}` },
}));
