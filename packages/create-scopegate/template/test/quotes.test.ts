import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callAs } from '@scopegate/testing';
import { handler as createQuote } from '../src/handlers/create-quote.ts';
import { handler as whoAmI } from '../src/handlers/who-am-i.ts';

test('a quote takes the scope quotes:write', async () => {
  const request = { body: { quantity: 3 } };
  const given = await callAs({ scopes: ['quotes:write'] }, createQuote, request);
  assert.deepEqual([given.status, given.body], [201, { quantity: 3, cents: 750 }]);
  assert.equal((await callAs({ scopes: ['profile:read'] }, createQuote, request)).status, 403);
});

test('a quantity is a positive whole number', async () => {
  assert.equal((await callAs({ scopes: ['quotes:write'] }, createQuote, { body: { quantity: 0 } })).status, 400);
});

test('callers see who they are', async () => {
  const { body } = await callAs({ subject: 'anna', scopes: ['profile:read'] }, whoAmI);
  assert.deepEqual(body, { subject: 'anna', scopes: ['profile:read'] });
});
