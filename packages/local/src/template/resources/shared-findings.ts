// Findings that several resource types have in common, written here once.

/** Add a remedy. */
export const privateIntegration = {
  rule: 'private-integration',
  what: 'Private integrations are not run by the local platform',
};
