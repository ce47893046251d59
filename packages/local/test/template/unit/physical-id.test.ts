import { describe, expect, it } from '@jest/globals';
import { generatedName, lowerCaseId, mixedCaseId, uuidOf } from '../../../src/template/physical-id.ts';

const at = { stack: 'Orders', logicalId: 'Api' };

describe('physical ids', () => {
  it('are a function of stack and logical ID alone', () => {
    expect(lowerCaseId(at, 10)).toBe(lowerCaseId({ ...at }, 10));
    expect(lowerCaseId(at, 10)).not.toBe(lowerCaseId({ ...at, logicalId: 'Api2' }, 10));
    expect(lowerCaseId(at, 10)).not.toBe(lowerCaseId({ ...at, stack: 'Other' }, 10));
  });

  it.each([
    { name: 'lower case', id: lowerCaseId(at, 26), form: /^[a-z0-9]{26}$/ },
    { name: 'mixed case', id: mixedCaseId(at, 9), form: /^[A-Za-z0-9]{9}$/ },
    { name: 'UUID', id: uuidOf(at), form: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/ },
    { name: 'generated name', id: generatedName(at, 64), form: /^Orders-Api-[A-Z0-9]{12}$/ },
  ])('have the form of $name', ({ id, form }) => {
    expect(id).toMatch(form);
  });

  it.each([
    { name: 'a long stack', stack: 's'.repeat(100), logicalId: 'Api' },
    { name: 'a long logical ID', stack: 'S', logicalId: 'l'.repeat(200) },
    { name: 'both', stack: 's'.repeat(100), logicalId: 'l'.repeat(200) },
  ])('are cut to the limit, with the suffix whole: $name', ({ stack, logicalId }) => {
    const name = generatedName({ stack, logicalId }, 64);
    expect(name).toHaveLength(64);
    expect(name).toMatch(/^s+-[A-Za-z]+-[A-Z0-9]{12}$/i);
  });
});
