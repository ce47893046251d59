/** What is known of an OAuth client beside its ID. */
export interface ClientSettings {
  /** The tenant its tokens act for: 1 to 64 lower-case letters, digits and `-`. @default its tokens have no tenant */
  readonly tenant?: string;
}

/** The form of a tenant. */
export const tenantPattern = /^[a-z0-9-]{1,64}$/;
