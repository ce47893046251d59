import { cognitoIssuers, regionOfUserPool, userPoolIdPattern } from '@scopegate/contract/issuers';

/**
 * All strings under which an issuer puts its name into tokens: the two of an Amazon Cognito user pool, whichever is given;
 * of any other issuer the given one. An entry is found under the exact string alone: write one for each.
 */
export function issuerStrings(issuer: string): readonly string[] {
  const userPoolId = issuer.slice(issuer.lastIndexOf('/') + 1);
  const both = userPoolIdPattern.test(userPoolId) ? cognitoIssuers(userPoolId, regionOfUserPool(userPoolId)) : [];
  return both.includes(issuer) ? both : [issuer];
}
