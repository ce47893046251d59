export { checkedFormats } from './formats.ts';
export { createSchemaLinker, type SchemaLinker } from './link-schema.ts';
export { escapePointer } from './pointers.ts';
export { type TextKind, type TextValue, type TextValues, textValues } from './text-values.ts';
