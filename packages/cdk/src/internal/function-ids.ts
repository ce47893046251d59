import { type Reference, readLiteral, readText, splitText, type TextPart } from './read-text.ts';
import { resourcesOf, type Template } from './template.ts';

/** Which function a value names: a resource of the template, one with this name elsewhere, or one only the deploy knows. */
export type FunctionReading =
  | { readonly kind: 'declared'; readonly logicalId: string; readonly generatedName: boolean }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'unread' };

/**
 * Reads which function a value names, whatever its version or alias: a name, an ARN, `<account>:function:<name>`, or
 * references to a function, a version or an alias of the template.
 */
export function functionReader(template: Template): (value: unknown) => FunctionReading {
  const functions = new Map(resourcesOf(template, 'AWS::Lambda::Function').map((one) => [one.logicalId, one]));
  const qualified = new Map(
    ['AWS::Lambda::Version', 'AWS::Lambda::Alias']
      .flatMap((type) => resourcesOf(template, type))
      .map((one) => [one.logicalId, one]),
  );
  const named = (name: string): FunctionReading => {
    const same = [...functions.values()].find(({ properties }) => readLiteral(properties['FunctionName']) === name);
    return same === undefined ? { kind: 'named', name } : declared(same.logicalId);
  };
  const declared = (logicalId: string): FunctionReading => {
    const name = readLiteral(functions.get(logicalId)?.properties['FunctionName']);
    return { kind: 'declared', logicalId, generatedName: name === undefined };
  };
  const referred = ({ name, attribute = 'Arn' }: Reference, seen: readonly string[]): FunctionReading => {
    if (functions.has(name) && attribute === 'Arn') return declared(name);
    const target = seen.includes(name) ? undefined : qualified.get(name);
    return target === undefined ? unread : read(target.properties['FunctionName'], [...seen, name]);
  };
  const read = (value: unknown, seen: readonly string[] = []): FunctionReading => {
    const [part, ...others] = nameField(readText(value) ?? []);
    if (part === undefined || others.length > 0) return unread;
    return typeof part === 'string' ? named(part) : referred(part, seen);
  };
  return (value) => read(value);
}

const unread: FunctionReading = { kind: 'unread' };

/** The field of an ARN or a name that says which function it is; a reference to an ARN stands for it. */
function nameField(parts: readonly TextPart[]): readonly TextPart[] {
  const fields = splitText(parts, ':');
  const at = (index: number) => fields[index]?.[0];
  if (at(0) === 'arn') return at(2) === 'lambda' && at(5) === 'function' ? (fields[6] ?? []) : [];
  return at(1) === 'function' ? (fields[2] ?? []) : (fields[0] ?? []);
}

/**
 * Whether a value names the handler for all that is known. What cannot be read may be any function; a literal may be the
 * name that CloudFormation makes for a function without one.
 */
export function mayBeFunction(reading: FunctionReading, handler: FunctionReading): boolean {
  if (reading.kind === 'declared') return handler.kind === 'declared' && handler.logicalId === reading.logicalId;
  if (reading.kind === 'unread' || handler.kind === 'unread') return true;
  return handler.kind === 'declared' ? handler.generatedName : handler.name === reading.name;
}
