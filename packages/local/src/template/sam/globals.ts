import { isJsonObject } from '../../runtime/index.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isList, own } from '../json-value.ts';

/** The section of `Globals` for each type that has one here. */
const sectionOf: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::HttpApi': 'HttpApi',
  'AWS::Serverless::LayerVersion': 'LayerVersion',
  'AWS::Serverless::SimpleTable': 'SimpleTable',
};

/**
 * The properties of a SAM resource with `Globals` put in: objects are merged key by key, lists are joined with the
 * globals first, anything else of the resource replaces the global.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(globals: JsonObject, type: string, properties: JsonObject): JsonObject {
  const section = own(globals, sectionOf[type] ?? '');
  const merged = isJsonObject(section) ? merge(section, properties) : properties;
  return isJsonObject(merged) ? merged : properties;
}

function merge(global: Json, local: Json): Json {
  if (isList(global) && isList(local)) return [...global, ...local];
  if (!isJsonObject(global) || !isJsonObject(local) || isCall(global) || isCall(local)) return local;
  const keys = new Set([...Object.keys(global), ...Object.keys(local)]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const [from, to] = [own(global, key), own(local, key)];
      return [key, from === undefined || to === undefined ? (to ?? from ?? null) : merge(from, to)] as const;
    }),
  );
}

/** An intrinsic function is one value, not an object to merge into. */
const isCall = (object: JsonObject): boolean => {
  const [key, ...more] = Object.keys(object);
  return key !== undefined && more.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
};
