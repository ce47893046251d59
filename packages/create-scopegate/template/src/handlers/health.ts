import { handle } from '@scopegate/handler';
import { api } from '../contract.ts';

export const handler = handle(api, 'health').handler(() => ({ status: 204 }));
