import express from 'express';
import serverless from 'serverless-http';

const app = express();
app.get('/dev/hello/:name', (request, response) => {
  response.append('set-cookie', 'a=1; Path=/').append('set-cookie', 'b=2; Path=/');
  const query = Object.fromEntries(
    Object.entries(request.query).map(([key, value]) => [key, [value].flat().join(',')]),
  );
  const sub = request.requestContext.authorizer?.lambda.sub;
  response.json({ name: request.params.name, query, cookie: request.headers.cookie, sub });
});
app.post('/dev/echo', express.raw({ type: 'application/octet-stream' }), (request, response) =>
  response.status(201).type('application/octet-stream').send(request.body),
);
app.post('/dev/form', express.urlencoded({ extended: false }), (request, response) => response.json(request.body));

export const handler = serverless(app, { binary: ['application/octet-stream'] });
