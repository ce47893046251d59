import { handle } from '@scopegate/handler';
import { api } from '../contract.ts';

export const handler = handle(api, 'whoAmI').handler(({ caller }) => ({
  status: 200,
  body: { subject: caller.subject, scopes: [...caller.scopes] },
}));
