import { handle } from '@scopegate/handler';
import { api } from '../contract.ts';

const centsApiece = 250;

export const handler = handle(api, 'createQuote').handler(({ body: { quantity } }) => ({
  status: 201,
  body: { quantity, cents: quantity * centsApiece },
}));
