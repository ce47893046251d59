import { checkedFormats } from '@scopegate/contract/schemas';
import { _, type CodeKeywordDefinition, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats, { type FormatName } from 'ajv-formats';
import { isMultipleOf } from './is-multiple-of.ts';

/**
 * The compiler of schemas: all faults at once, nothing changed in what is checked (no coercion, no defaults), formats
 * checked. It is not strict, because `defineApi` is: a schema that got here has no keyword that would be ignored.
 */
export function createAjv(code: Options['code'] = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: false, strictNumbers: true, logger: false, code });
  const formats: readonly FormatName[] = [...checkedFormats.string, ...checkedFormats.number];
  addFormats.default(ajv, [...formats]);
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword(multipleOf);
  return ajv;
}

/** Ajv's own divides in binary, by which 19.99 is no multiple of 0.01. */
const multipleOf: CodeKeywordDefinition = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  error: {
    message: ({ schemaCode }) => _`"must be a multiple of " + ${schemaCode}`,
    params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
  },
  code(context) {
    // A module that compiled code requires: `compile-ahead.ts` bundles it in.
    const check = context.gen.scopeValue('func', {
      ref: isMultipleOf,
      code: _`require("./is-multiple-of").isMultipleOf`,
    });
    context.fail(_`!${check}(${context.data}, ${context.schemaCode})`);
  },
};
