export { createOAuthServer, type OAuthClient, type OAuthPool, type OAuthServer } from './oauth-server.ts';
