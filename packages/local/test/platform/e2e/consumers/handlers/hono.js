import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';

const app = new Hono();
app.get('/dev/hello/:name', (c) => {
  c.header('set-cookie', 'a=1; Path=/');
  c.header('set-cookie', 'b=2; Path=/', { append: true });
  const query = Object.fromEntries(Object.entries(c.req.queries()).map(([key, values]) => [key, values.join(',')]));
  const { authorizer } = c.env.event.requestContext;
  return c.json({
    name: c.req.param('name'),
    query,
    cookie: c.req.header('cookie'),
    sub: authorizer?.lambda?.sub ?? authorizer?.sub,
  });
});
app.post('/dev/echo', async (c) =>
  c.body(await c.req.arrayBuffer(), 201, { 'content-type': 'application/octet-stream' }),
);
app.post('/dev/form', async (c) => c.json(await c.req.parseBody()));

export const handler = handle(app);
