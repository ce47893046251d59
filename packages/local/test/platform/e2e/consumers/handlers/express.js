import serverlessExpress, { getCurrentInvoke } from '@codegenie/serverless-express';
import { createApp } from './express-app.js';

const app = createApp(() => getCurrentInvoke().event);

export const handler = serverlessExpress({ app, binarySettings: { contentTypes: ['application/octet-stream'] } });
