import type { FaultList, FaultPlace } from '../../model/index.ts';
import { isJsonObject, quote } from '../../runtime/index.ts';
import type { StackSource } from '../assembly/read-assembly.ts';
import { readNestedSource } from '../assembly/read-assembly.ts';
import type { RawResource } from '../assembly/stack-template.ts';
import { placeOfResource } from '../assembly/stack-template.ts';
import type { Environment } from '../environment.ts';
import { expandTemplate } from '../expand/expand-template.ts';
import type { Exporter } from '../exports.ts';
import { findExport } from '../exports.ts';
import { EvaluationLimits } from '../intrinsics/evaluation-limits.ts';
import type { StackScopeOptions } from '../intrinsics/stack-scope.ts';
import { StackScope } from '../intrinsics/stack-scope.ts';
import { Unresolvable } from '../intrinsics/unresolvable.ts';
import type { Json } from '../json-value.ts';
import { own } from '../json-value.ts';
import type { LoadedStack } from '../loaded-stack.ts';
import { attempt, existingResources } from '../loaded-stack.ts';
import { referables } from '../resources/catalogue.ts';
import { nestedStackName, nestedStackType } from '../resources/cloudformation/stack.ts';
import { madeUpValue } from '../resources/made-up-value.ts';
import { ssmParameter, ssmParameterName } from '../resources/ssm-parameter.ts';
import { nestedTemplateFile } from './nested-template.ts';

/** More than an assembly has; each costs the reading of a template. */
const maxNestedStacks = 200;
/** Which scope of a stack counts: the one without made-up values, or the other. */
type ScopeOf = (loaded: Pick<LoadedStack, 'scope'>) => StackScope;

const strict: ScopeOf = ({ scope }) => scope;
const withMadeUp: ScopeOf = ({ scope }) => scope.withMadeUp;

const isIn =
  ({ region, accountId }: Environment) =>
  ({ environment }: LoadedStack): boolean =>
    environment.region === region && environment.accountId === accountId;

/** Where a stack is opened, and what it is given. */
interface Opening {
  readonly source: StackSource;
  readonly environment: Environment;
  /** Values for its parameters, in place of their defaults. */
  readonly given: (name: string, scopeOf: ScopeOf) => Json | undefined;
  /** The template files it is nested in: a template inside itself has no end. */
  readonly ancestors: readonly string[];
}

/** Opens stacks and the stacks nested in them: their names can be resolved, across exports, parameters and outputs. */
export class StackOpener {
  readonly #faults: FaultList;
  readonly #opened: LoadedStack[] = [];
  readonly #limits = new EvaluationLimits();
  #nestedCount = 0;

  readonly #parameters: Readonly<Record<string, string>>;

  /** @param parameters values for parameters, and for references to what is not run */
  constructor(parameters: Readonly<Record<string, string>>, faults: FaultList) {
    this.#parameters = parameters;
    this.#faults = faults;
  }

  /** All stacks so far; a nested one follows its parent. */
  get opened(): readonly LoadedStack[] {
    return this.#opened;
  }

  open(source: StackSource, environment: Environment): void {
    if (this.#opened.some(({ stack }) => stack === source.stack)) {
      this.#faults.add(
        { stack: source.stack, path: 'stack name' },
        {
          rule: 'stack-name-taken',
          what: 'Two stacks of the assembly have this name',
          remedy: 'Give each stack its own name.',
        },
      );
    }
    const given = (name: string) => (Object.hasOwn(this.#parameters, name) ? this.#parameters[name] : undefined);
    this.#open({ source, environment, given, ancestors: [] });
  }

  #open({ source, environment, given, ancestors }: Opening): LoadedStack {
    const children = new Map<string, LoadedStack>();
    const optionsOf = (scopeOf: ScopeOf): Omit<StackScopeOptions, 'template'> => ({
      stack: source.stack,
      environment,
      referables: referables,
      limits: this.#limits,
      given: (name) => given(name, scopeOf),
      givenReference: (reference) => this.#givenFor(source.stack, reference),
      storedParameter: (name) => this.#storedParameter(name, environment, scopeOf),
      imported: (name) => findExport(this.#exportersIn(environment, scopeOf), name),
      nestedOutput: (logicalId, name) => outputOf(children.get(logicalId), { logicalId, name, scopeOf }),
    });
    const draft = new StackScope({ ...optionsOf(strict), template: source.template });
    const template = expandTemplate(source, draft, this.#faults);
    const twin = () => new StackScope({ ...optionsOf(withMadeUp), template, madeUp: madeUpValue });
    const scope = new StackScope({ ...optionsOf(strict), template, twin });
    const opened = { stack: source.stack, template, scope, environment, source };
    const loaded: LoadedStack = { ...opened, resources: existingResources(opened, this.#faults) };
    this.#opened.push(loaded);
    for (const [logicalId, resource] of loaded.resources) {
      if (resource.type !== nestedStackType.type) continue;
      const child = this.#openNested(logicalId, resource, { loaded, ancestors });
      if (child !== undefined) children.set(logicalId, child);
    }
    return loaded;
  }

  /** A value given for a name that is no parameter, for every stack or for one: `Queue.Arn`, `Orders/Queue.Arn`. */
  #givenFor(stack: string, reference: string): string | undefined {
    return [`${stack}/${reference}`, reference]
      .filter((name) => Object.hasOwn(this.#parameters, name))
      .map((name) => this.#parameters[name])[0];
  }

  #exportersIn(home: Environment, scopeOf: ScopeOf): readonly Exporter[] {
    return this.#opened.filter(isIn(home)).map((loaded) => ({ ...loaded, scope: scopeOf(loaded) }));
  }

  /** A parameter of SSM Parameter Store: given by its name, or made by a stack. */
  #storedParameter(name: string, home: Environment, scopeOf: ScopeOf): Json {
    const given = this.#givenFor('', name) ?? this.#givenFor('', `ssm:${name}`);
    if (given !== undefined) return given;
    const made = this.#opened.filter(isIn(home)).flatMap((loaded) =>
      [...loaded.resources]
        .filter(([, { type }]) => type === ssmParameter.type)
        .map(([logicalId]) => scopeOf(loaded).identity(logicalId))
        .filter((identity) => ssmParameterName(identity) === name),
    );
    const value = made[0]?.given('Value');
    if (value !== undefined) return value;
    throw new Unresolvable({
      rule: 'parameter-in-ssm',
      what: `No stack of the assembly makes the parameter ${quote(name)} of SSM Parameter Store`,
      remedy: 'Write the value out.',
      option: { name: 'parameters', entry: name.includes('/') ? name : `ssm:${name}` },
    });
  }

  #openNested(
    logicalId: string,
    resource: RawResource,
    { loaded, ancestors }: { readonly loaded: LoadedStack; readonly ancestors: readonly string[] },
  ): LoadedStack | undefined {
    const { stack, scope, source, environment } = loaded;
    const place = placeOfResource(stack, logicalId, resource);
    const at = { ...place, path: `${place.path}.TemplateURL` };
    const url = `${stack}/${logicalId}.TemplateURL`;
    const file = attempt(() => nestedTemplateFile(resource, source, { path: url, scope }), at, this.#faults);
    if (file === undefined) return undefined;
    if (ancestors.includes(file)) {
      this.#faults.add(at, {
        rule: 'template-nested-in-itself',
        what: `The template is nested in itself: ${[...ancestors, file].join(' -> ')}`,
        remedy: 'Break the circle.',
      });
      return undefined;
    }
    if (!this.#hasRoom(at)) return undefined;
    const child = readNestedSource(source, nestedStackName({ stack, logicalId }), file, this.#faults);
    if (child === undefined) return undefined;
    const given: Opening['given'] = (name, scopeOf) => parameterOf(loaded, { logicalId, name, scopeOf });
    this.#checkParameters(loaded, logicalId, child);
    return this.#open({ source: child, environment, given, ancestors: [...ancestors, file] });
  }

  /** Files that each nest the next one twice are as many stacks as have no end. */
  #hasRoom(at: FaultPlace): boolean {
    this.#nestedCount++;
    if (this.#nestedCount <= maxNestedStacks) return true;
    // one fault, not one for each stack that is left
    if (this.#nestedCount === maxNestedStacks + 1) {
      this.#faults.add(at, {
        rule: 'nested-stack-count',
        what: 'The assembly has too many nested stacks',
        allowed: `at most ${maxNestedStacks}`,
        remedy: 'Load fewer stacks at a time.',
      });
    }
    return false;
  }

  #checkParameters({ stack, resources }: LoadedStack, logicalId: string, child: StackSource): void {
    const resource = resources.get(logicalId);
    const parameters = own(resource?.properties ?? {}, 'Parameters');
    for (const name of isJsonObject(parameters) ? Object.keys(parameters) : []) {
      if (resource === undefined || child.template.parameters.has(name)) continue;
      const place = placeOfResource(stack, logicalId, resource);
      const what = `The nested template has no parameter ${quote(name)}`;
      this.#faults.add(
        { ...place, path: `${place.path}.Parameters.${name}` },
        { rule: 'unknown-nested-parameter', what, remedy: 'Correct the name.' },
      );
    }
  }
}

/** A parameter or an output of a nested stack. */
interface NestedValue {
  readonly logicalId: string;
  readonly name: string;
  readonly scopeOf: ScopeOf;
}

/** What the parent gives a parameter of a nested stack; evaluated when it is asked for. */
function parameterOf(loaded: LoadedStack, { logicalId, name, scopeOf }: NestedValue): Json | undefined {
  const parameters = own(loaded.resources.get(logicalId)?.properties ?? {}, 'Parameters');
  const json = isJsonObject(parameters) ? own(parameters, name) : undefined;
  if (json === undefined) return undefined;
  return scopeOf(loaded).valueOf(`${loaded.stack}/${logicalId}.Parameters.${name}`, json);
}

function outputOf(child: LoadedStack | undefined, { logicalId, name, scopeOf }: NestedValue): Json {
  const output = child?.template.outputs.get(name);
  const condition = own(output ?? {}, 'Condition');
  const exists = child?.scope.exists(typeof condition === 'string' ? condition : undefined) === true;
  const json = output === undefined || !exists ? undefined : own(output, 'Value');
  const value =
    child === undefined || json === undefined
      ? undefined
      : scopeOf(child).valueOf(`${child.stack}/Outputs.${name}`, json);
  if (value !== undefined) return value;
  const known = [...(child?.template.outputs.keys() ?? [])].join(', ') || 'none';
  throw new Unresolvable({
    rule: 'unknown-nested-output',
    what: `Fn::GetAtt ${quote(`${logicalId}.Outputs.${name}`)}: the nested stack has no such output`,
    allowed: known,
    remedy: 'Name an output of the nested stack.',
  });
}
