import { isJsonObject } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { own } from '../json-value.ts';

const decidingTypes = [
  'AWS::ApiGatewayV2::',
  'AWS::Lambda::Permission',
  'AWS::Serverless::HttpApi',
  'AWS::IAM::',
] as const;
const decidingMembers = ['Auth', 'Events', 'Policies'] as const;

/**
 * Whether a key that is repeated in an object of a template could change who gets in or what is served: everywhere but in
 * resources of other types, there in `Auth`, `Events` and `Policies` alone.
 *
 * @param path the keys from the root of the template to the object
 */
export function isDecidingObject(path: readonly string[], template: Json): boolean {
  const [section, logicalId, ...inside] = path;
  if (section !== 'Resources' || logicalId === undefined || inside[0] !== 'Properties') return true;
  if (decidingMembers.some((name) => inside.includes(name))) return true;
  const resources = isJsonObject(template) ? own(template, 'Resources') : undefined;
  const resource = isJsonObject(resources) ? own(resources, logicalId) : undefined;
  const type = isJsonObject(resource) ? own(resource, 'Type') : undefined;
  return typeof type !== 'string' || decidingTypes.some((prefix) => type.startsWith(prefix));
}
