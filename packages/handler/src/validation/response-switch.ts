/**
 * Set on the global object by what runs code to try it out: the local platform and `@scopegate/testing`. Nothing sets it on
 * AWS, and no template and no environment variable can.
 */
const checking = Symbol.for('scopegate.response-checks');

/** Whether handlers' answers are checked against the contract. */
export const isChecking = (): boolean => Reflect.get(globalThis, checking) === true;
