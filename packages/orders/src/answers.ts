import { HttpProblem } from '@scopegate/handler';

/** The same for an order that does not exist and one of another tenant: so a caller cannot learn which ids others use. */
export const noSuchOrder = () => new HttpProblem(404, 'No such order', { code: 'order_not_found' });

export const changedMeanwhile = () =>
  new HttpProblem(409, 'The order changed meanwhile', {
    code: 'order_changed',
    detail: 'Read it again and repeat the change',
  });

export const notOpen = () =>
  new HttpProblem(409, 'The order is not open', {
    code: 'order_not_open',
    detail: 'A cancelled order cannot be changed',
  });
