import { describe, expect, it } from '@jest/globals';
import { credentialSource } from '../../../src/deploy/aws-credentials.ts';

const key = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' };

const nothing = { env: {}, credentialsFile: '', configFile: '', instanceRole: false };

describe('credentialSource', () => {
  it.each([
    { name: 'a key', given: { env: key }, source: 'AWS_ACCESS_KEY_ID of the environment' },
    { name: 'half a key', given: { env: { AWS_ACCESS_KEY_ID: 'AKID' } }, source: undefined },
    { name: 'an empty key', given: { env: { ...key, AWS_SECRET_ACCESS_KEY: '' } }, source: undefined },
    {
      name: 'a default profile',
      given: { credentialsFile: '[default]\naws_access_key_id = AKID\n' },
      source: 'profile "default"',
    },
    {
      name: 'a named profile',
      given: { env: { AWS_PROFILE: 'x' }, configFile: '[profile x]\nsso_session = s\n' },
      source: 'profile "x"',
    },
    { name: 'a profile that is not named', given: { configFile: '[profile x]\nsso_session = s\n' }, source: undefined },
    { name: 'a profile that is not there', given: { env: { ...key, AWS_PROFILE: 'x' } }, source: undefined },
    {
      name: 'a profile with a region alone',
      given: { configFile: '[default]\nregion = eu-west-1\n' },
      source: undefined,
    },
    {
      name: 'an SSO session that is no profile',
      given: { configFile: '[default]\n[sso-session s]\nsso_start_url = https://s\n' },
      source: undefined,
    },
    {
      name: 'a web identity',
      given: { env: { AWS_WEB_IDENTITY_TOKEN_FILE: 'f', AWS_ROLE_ARN: 'r' } },
      source: 'the web identity of the environment',
    },
    {
      name: 'a container',
      given: { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'u' } },
      source: "the container's role",
    },
    { name: 'nothing', given: {}, source: undefined },
    { name: 'the machine', given: { instanceRole: true }, source: "this machine's role" },
  ])('finds $name: $source', ({ given, source }) => {
    expect(credentialSource({ ...nothing, ...given })).toBe(source);
  });
});
