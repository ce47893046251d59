import { handle } from '@scopegate/handler';
import { shop } from '../contract.ts';

export const handler = handle(shop, 'health').handler(() => ({ status: 200 }));
