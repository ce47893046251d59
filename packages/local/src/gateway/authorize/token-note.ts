import type { GatewayParts } from '../gateway-parts.ts';

/** Why a refused token among these values may be good elsewhere and cannot be here, for the trace. */
export function tokenNote(
  values: readonly string[],
  { explainToken }: Pick<GatewayParts, 'explainToken'>,
): { readonly note?: string } {
  const [note] = values.flatMap((value) => explainToken(value.replace(/^Bearer +/i, '')) ?? []);
  return note === undefined ? {} : { note };
}
