import { isRecord } from '../shell/json.ts';

/** One value of each JSON type; the first that a schema is certain to reject is taken. */
const candidates: readonly unknown[] = ['scopegate probe', [], null, true, 0.5, {}];

/**
 * A JSON value that is never valid against a schema (JSON Schema 2020-12); `undefined` where none can be proven.
 *
 * The proof uses only keywords that reject a value whatever other keywords say: `type`, `const`, `enum`, and `allOf`,
 * `anyOf`, `oneOf` of these. References and all other keywords prove nothing here.
 */
export const neverValid = (schema: unknown): { readonly value: unknown } | undefined =>
  candidates.filter((value) => rejects(schema, value)).map((value) => ({ value }))[0];

function rejects(schema: unknown, value: unknown): boolean {
  if (schema === false) return true;
  if (!isRecord(schema)) return false;
  return (
    rejectsType(schema['type'], value) ||
    ('const' in schema && differs(schema['const'], value)) ||
    (Array.isArray(schema['enum']) && schema['enum'].every((member) => differs(member, value))) ||
    listOf(schema['allOf']).some((branch) => rejects(branch, value)) ||
    rejectsEvery(schema['anyOf'], value) ||
    rejectsEvery(schema['oneOf'], value)
  );
}

function rejectsType(type: unknown, value: unknown): boolean {
  const allowed = typeof type === 'string' ? [type] : listOf(type);
  return allowed.length > 0 && !allowed.includes(jsonType(value));
}

const rejectsEvery = (branches: unknown, value: unknown): boolean =>
  listOf(branches).length > 0 && listOf(branches).every((branch) => rejects(branch, value));

/** Whether two values certainly differ. Two objects or two arrays may be equal: they are not compared. */
function differs(member: unknown, value: unknown): boolean {
  const type = jsonType(member);
  if (type !== jsonType(value)) return true;
  return type !== 'object' && type !== 'array' && member !== value;
}

/** The type as a schema names it. The only number among the candidates is 0.5, which `integer` rejects. */
function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
