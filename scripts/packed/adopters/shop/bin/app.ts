import { Issuers, ScopedHttpApi } from '@scopegate/cdk';
import { App, Stack } from 'aws-cdk-lib';
import { shop } from '../contract';

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Shop');
new ScopedHttpApi(stack, 'Api', {
  api: shop,
  handlers: { health: { bundle: 'dist/health' }, buy: { bundle: 'dist/buy' } },
  issuers: [Issuers.oidc({ issuer: 'https://id.example.com', audience: ['shop'] })],
  challenge: 'genuine',
});
app.synth();
