/** Who may call from a browser. Headers and methods follow from the contract unless given. */
export interface CorsDeclaration {
  /** `https://app.example.com`, with port where it is not the default; `http://localhost:5173` too; or `*`. */
  readonly origins: readonly string[];
  /** Cookies and TLS client certificates; never together with `*`. @default false */
  readonly credentials?: boolean;
  /** Request headers a page may send. @default `Authorization` and `Content-Type` */
  readonly allowHeaders?: readonly string[];
  /** Response headers a page may read, beside those that every challenge and answer of Scopegate uses. @default none */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may keep the preflight's answer, in seconds, 0 to 86400. @default 600 */
  readonly maxAgeSeconds?: number;
}

export interface Cors {
  readonly origins: readonly string[];
  readonly credentials: boolean;
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds: number;
}

/** The response header that carries the id under which log lines tell why a request was allowed or denied. */
export const decisionIdHeader = 'scopegate-decision-id';

// A page must be able to read a challenge (RFC 6750 §3) and what it needs to act on an answer.
const alwaysExposed = ['WWW-Authenticate', 'Location', 'ETag', 'Retry-After', decisionIdHeader];

export const toCors = (declared: CorsDeclaration): Cors => ({
  origins: [...declared.origins],
  credentials: declared.credentials ?? false,
  allowHeaders: declared.allowHeaders ?? ['Authorization', 'Content-Type'],
  exposeHeaders: [...new Set([...alwaysExposed, ...(declared.exposeHeaders ?? [])])],
  maxAgeSeconds: declared.maxAgeSeconds ?? 600,
});

/** An origin as a browser sends it (RFC 6454 §6.1): scheme, host, optional port, nothing behind. */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === text;
}
