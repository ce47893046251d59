/**
 * The keys of an issuer cannot be had, so nothing can be said about its tokens. Thrown, not decided: API Gateway answers
 * 500 and caches nothing, so an outage becomes neither a cached denial nor an allow.
 */
export class KeysUnavailableError extends Error {
  readonly code = 'keys_unavailable';
  readonly issuer: string;

  constructor(issuer: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    super(`The keys of issuer ${issuer} cannot be had: ${why}.`, { cause });
    this.name = 'KeysUnavailableError';
    this.issuer = issuer;
  }
}
