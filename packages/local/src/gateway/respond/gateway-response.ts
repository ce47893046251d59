/** What a client gets: what is written to the socket, byte for byte (a body for HEAD is left out by the edge). */
export interface GatewayResponse {
  readonly status: number;
  /** Lower-case names; `set-cookie` may repeat. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}
