import { Router } from '@aws-lambda-powertools/event-handler/http';

const app = new Router();
app.get('/dev/hello/:name', ({ req, params, event }) => {
  const { searchParams } = new URL(req.url);
  const query = Object.fromEntries([...searchParams.keys()].map((key) => [key, searchParams.getAll(key).join(',')]));
  const { authorizer } = event.requestContext;
  const sub = authorizer?.lambda?.sub ?? authorizer?.sub;
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    cookies: ['a=1; Path=/', 'b=2; Path=/'],
    body: JSON.stringify({ name: params.name, query, cookie: req.headers.get('cookie'), sub }),
  };
});
// The router reads a request's body as text; the event has the bytes. That the answer is binary must be said.
app.post('/dev/echo', (context) => {
  context.isBase64Encoded = true;
  return {
    statusCode: 201,
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(Buffer.from(context.event.body, 'base64')).buffer,
  };
});
app.post('/dev/form', async ({ req }) => Object.fromEntries(new URLSearchParams(await req.text())));

export const handler = (event, context) => app.resolve(event, context);
