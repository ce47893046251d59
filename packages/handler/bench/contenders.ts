import { Router } from '@aws-lambda-powertools/event-handler/http';
import fastifyLambda from '@fastify/aws-lambda';
import middy from '@middy/core';
import httpErrorHandler from '@middy/http-error-handler';
import jsonBodyParser from '@middy/http-json-body-parser';
import validator from '@middy/validator';
import { lambdaContext } from '@scopegate/testing';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fastify from 'fastify';
import { Hono } from 'hono';
import { handle as honoHandle } from 'hono/aws-lambda';
import { handle } from '../src/index.ts';
import { createAjv } from '../src/validation/create-ajv.ts';
import { api, Body, issuer } from './api.ts';

type Run = (event: APIGatewayProxyEventV2) => unknown;

// As on AWS: `@scopegate/testing` has switched the check of answers on.
Reflect.deleteProperty(globalThis, Symbol.for('scopegate.response-checks'));

const context = lambdaContext();
const check = createAjv().compile(Body);
const answer = { statusCode: 201, headers: { 'content-type': 'application/json' }, body: '{"id":"1"}' };

function checked(body: unknown): { readonly customer: string } {
  if (!check(body)) throw new Error('the body is not valid');
  return body as { readonly customer: string };
}

/** What answers the same request, by name. Only the first has guard and audit line. */
export async function createContenders(): Promise<Readonly<Record<string, Run>>> {
  const ours = handle(api, 'create', { trustedIssuers: [issuer], write: () => {} }).handler(({ body }) => ({
    status: 201,
    body: { id: body.customer },
  }));
  const eventCheck = createAjv().compile({ type: 'object', properties: { body: Body }, required: ['body'] });
  const stock = middy()
    .use(httpErrorHandler({ logger: false }))
    .use(jsonBodyParser())
    .use(validator({ eventSchema: eventCheck } as never))
    .handler(async () => answer);
  const lean = middy()
    .before((request) => {
      checked(JSON.parse((request.event as APIGatewayProxyEventV2).body ?? ''));
    })
    .handler(async () => answer);
  const powertools = new Router();
  powertools.post('/orders', async ({ req }) => {
    checked(await req.json());
    return { statusCode: 201, body: '{"id":"1"}' };
  });
  const hono = new Hono();
  hono.post('/orders', async (c) => c.json({ id: checked(await c.req.json()).customer }, 201));
  const honoRun = honoHandle(hono);
  const app = fastify();
  app.post('/orders', { schema: { body: JSON.parse(JSON.stringify(Body)) } }, async (_, reply) => {
    reply.code(201);
    return { id: '1' };
  });
  const fastifyRun = fastifyLambda(app);
  await app.ready();
  return {
    scopegate: (event) => ours(event, context),
    'bare, validated': async (event) => {
      checked(JSON.parse(event.body ?? ''));
      return answer;
    },
    'Middy, lean': (event) => lean(event, context),
    'Middy, stock': (event) => stock(event, context),
    Powertools: (event) => powertools.resolve(event, context),
    Hono: (event) => honoRun(event as never, context as never),
    Fastify: (event) => fastifyRun(event as never, context as never),
  };
}
