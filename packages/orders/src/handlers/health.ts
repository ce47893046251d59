import { handle } from '@scopegate/handler';
import { orders } from '../contract.ts';

export const handler = handle(orders, 'health').handler(() => ({ status: 200, body: { status: 'ok' } }));
