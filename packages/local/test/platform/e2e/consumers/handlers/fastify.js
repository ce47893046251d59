import awsLambdaFastify from '@fastify/aws-lambda';
import fastify from 'fastify';

const app = fastify();
app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
  done(null, Object.fromEntries(new URLSearchParams(body))),
);
app.get('/dev/hello/:name', async (request, reply) => {
  reply.header('set-cookie', ['a=1; Path=/', 'b=2; Path=/']);
  const query = Object.fromEntries(
    Object.entries(request.query).map(([key, value]) => [key, [value].flat().join(',')]),
  );
  const { authorizer } = request.awsLambda.event.requestContext;
  const sub = authorizer?.lambda?.sub ?? authorizer?.sub;
  return { name: request.params.name, query, cookie: request.headers.cookie, sub };
});
app.post('/dev/echo', async (request, reply) => reply.code(201).type('application/octet-stream').send(request.body));
app.post('/dev/form', async (request) => request.body);

export const handler = awsLambdaFastify(app, {
  decorateRequest: true,
  retainStage: true,
  binaryMimeTypes: ['application/octet-stream'],
});
