import { toFaults } from '../errors/validation-faults.ts';
import type { ResponseCheck } from './response-check.ts';
import type { AnswerKinds } from './route-schemas.ts';
import type { ValidateFunction } from './validate-function.ts';

/** @param validate checks `{ [status]: body }` */
export const createResponseCheck =
  (kinds: AnswerKinds, validate: ValidateFunction): ResponseCheck =>
  (status, body) => {
    const kind = kinds[status];
    if (kind === 'none') return body === undefined ? [] : [{ pointer: '/body', detail: 'must not be there' }];
    if (kind === 'bytes')
      return body instanceof Uint8Array ? [] : [{ pointer: '/body', detail: 'must be a Uint8Array' }];
    if (body === undefined) return [{ pointer: '/body', detail: 'is missing' }];
    if (validate({ [status]: kind === 'text' || body instanceof Uint8Array ? body : asSent(body) })) return [];
    return toFaults(validate.errors).map(({ pointer, detail }) => ({
      pointer: pointer.replace(/^\/\d+/, '/body'),
      detail,
    }));
  };

/** The body as its client will read it: a date as text, without what is `undefined`. */
const asSent = (body: unknown): unknown => {
  const json: string | undefined = JSON.stringify(body);
  return json === undefined ? undefined : JSON.parse(json);
};
