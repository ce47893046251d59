/** How a request came in where it did not come by the API's own host name. */
export interface CustomDomain {
  readonly domainName: string;
  /** The API mapping's key; empty for the root. */
  readonly key: string;
}
