/** What a body that fits no schema is made of: one value of each JSON type, the likeliest to be wrong first. */
const candidates: readonly unknown[] = ['scopegate probe', [], null, true, 0.5, {}];

/**
 * A JSON value that provably never validates against a schema (JSON Schema 2020-12), or `undefined` where this cannot be
 * shown. Shown from keywords that reject by themselves, whatever stands beside them: `type`, `const`, `enum`, and
 * `allOf`, `anyOf`, `oneOf` of such. References and every other keyword prove nothing here.
 */
export const neverValid = (schema: unknown): { readonly value: unknown } | undefined =>
  candidates.filter((value) => rejects(schema, value)).map((value) => ({ value }))[0];

function rejects(schema: unknown, value: unknown): boolean {
  if (schema === false) return true;
  if (!isRecord(schema)) return false;
  return (
    rejectsType(schema['type'], value) ||
    ('const' in schema && isOther(schema['const'], value)) ||
    (Array.isArray(schema['enum']) && schema['enum'].every((member) => isOther(member, value))) ||
    listOf(schema['allOf']).some((branch) => rejects(branch, value)) ||
    rejectsEvery(schema['anyOf'], value) ||
    rejectsEvery(schema['oneOf'], value)
  );
}

function rejectsType(type: unknown, value: unknown): boolean {
  const allowed = typeof type === 'string' ? [type] : listOf(type);
  return allowed.length > 0 && !allowed.includes(typeOf(value));
}

const rejectsEvery = (branches: unknown, value: unknown): boolean =>
  listOf(branches).length > 0 && listOf(branches).every((branch) => rejects(branch, value));

// Two objects or two arrays may be equal: that is not looked into, so nothing is shown.
const isOther = (member: unknown, value: unknown): boolean =>
  typeOf(member) !== typeOf(value) || (!isObject(member) && member !== value);

// 0.5 is the only number tried, so that `integer` rejects it.
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const isRecord = (value: unknown): value is Record<string, unknown> => isObject(value) && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
