/** The oldest Node the command runs on: older ones lack what it imports. The same as `engines` in package.json. */
export const oldestNode = '22.13';

/**
 * Whether a Node is new enough.
 *
 * @param version as `process.versions.node`
 */
export function isNodeSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
