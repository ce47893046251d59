import { cognitoAlgorithms, cognitoScopeClaims, cognitoShapes, userPoolIdPattern } from '@scopegate/contract/issuers';
import { readMembers, refuseOthers } from '../config.ts';
import { isAccessToken, type Preset, shared, toTraits } from '../preset.ts';
import { clients, oneOf, optional, text } from '../readers.ts';

const knownClients: typeof clients = (value = {}, refuse) => {
  const known = clients(value, refuse);
  if (known.size === 0) refuse('poolClients');
  return known;
};

const own = {
  userPoolId: text('pool', userPoolIdPattern),
  resourceServer: text(),
  scopeClaim: optional(oneOf(cognitoScopeClaims)),
};
const common = { clients: knownClients, ...shared };

/** Scopes of `resourceServer` lose its prefix; all others, `openid` and the like, mean nothing here and are dropped. */
export const cognito: Preset = (config, fault) => {
  refuseOthers(config, { ...own, ...common }, fault);
  const shapes = cognitoShapes(readMembers(config, own, fault));
  const settings = readMembers(config, common, fault);
  return shapes.map((shape) => ({
    ...settings,
    ...toTraits(shape),
    algorithms: cognitoAlgorithms,
    audience: { kind: 'client' },
    isAccessToken: isAccessToken(shape),
  }));
};
