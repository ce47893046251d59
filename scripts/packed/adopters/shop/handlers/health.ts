import { handle } from '@scopegate/handler';
import { shop } from '../contract';

export const handler = handle(shop, 'health').handler(() => ({ status: 200 }));
