/** The error for what a function may do on Lambda, but not here. */
export const refused = (what: string, why: string): Error =>
  Object.assign(new Error(`${what} is not run by the local platform: ${why}. Do without it, or try it on AWS.`), {
    code: 'ERR_SCOPEGATE_REFUSED',
  });
