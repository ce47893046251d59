import serverless from 'serverless-http';
import { createApp } from './express-app.js';

const app = createApp((request) => request.apiGateway.event);

export const handler = serverless(app, { binary: ['application/octet-stream'] });
