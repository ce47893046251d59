import express from 'express';

/**
 * An Express app that reads the event where its adapter puts it. Whether it sees the stage in its paths is the adapter's
 * business: one takes the path, another the greedy parameter of format 1.0.
 */
export function createApp(eventOf) {
  const routes = express.Router();
  routes.get('/hello/:name', (request, response) => {
    response.append('set-cookie', 'a=1; Path=/').append('set-cookie', 'b=2; Path=/');
    const query = Object.fromEntries(
      Object.entries(request.query).map(([key, value]) => [key, [value].flat().join(',')]),
    );
    const { authorizer } = eventOf(request).requestContext;
    const sub = authorizer?.lambda?.sub ?? authorizer?.sub;
    response.json({ name: request.params.name, query, cookie: request.headers.cookie, sub });
  });
  routes.post('/echo', express.raw({ type: 'application/octet-stream' }), (request, response) =>
    response.status(201).type('application/octet-stream').send(request.body),
  );
  routes.post('/form', express.urlencoded({ extended: false }), (request, response) => response.json(request.body));
  const app = express().use('/dev', routes).use(routes);
  // Express's own answer to a stray path needs a socket that not every adapter has.
  return app.use((_request, response) => response.status(404).json({ message: 'none' }));
}
