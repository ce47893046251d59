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
import { nestedTemplateFile } from './nested-template.ts';

/** More than an assembly has; each costs the reading of a template. */
const maxNestedStacks = 200;

/** Where a stack is opened, and what it is given. */
interface Opening {
  readonly source: StackSource;
  readonly environment: Environment;
  /** Values for its parameters, in place of their defaults. */
  readonly given: (name: string) => Json | undefined;
  /** The template files it is nested in: a template inside itself has no end. */
  readonly ancestors: readonly string[];
}

/** Opens stacks and the stacks nested in them: their names can be resolved, across exports, parameters and outputs. */
export class StackOpener {
  readonly #faults: FaultList;
  readonly #opened: LoadedStack[] = [];
  readonly #limits = new EvaluationLimits();
  #nestedCount = 0;

  constructor(faults: FaultList) {
    this.#faults = faults;
  }

  /** All stacks so far; a nested one follows its parent. */
  get opened(): readonly LoadedStack[] {
    return this.#opened;
  }

  /** @param parameters values for the stack's parameters, by name */
  open(source: StackSource, environment: Environment, parameters: Readonly<Record<string, string>>): void {
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
    const given = (name: string) => (Object.hasOwn(parameters, name) ? parameters[name] : undefined);
    this.#open({ source, environment, given, ancestors: [] });
  }

  #open({ source, environment, given, ancestors }: Opening): LoadedStack {
    const children = new Map<string, LoadedStack>();
    const options: Omit<StackScopeOptions, 'template'> = {
      stack: source.stack,
      environment,
      referables: referables,
      limits: this.#limits,
      given,
      imported: (name) => findExport(this.#exportersIn(environment), name),
      nestedOutput: (logicalId, name) => outputOf(children.get(logicalId), logicalId, name),
    };
    const draft = new StackScope({ ...options, template: source.template });
    const template = expandTemplate(source, draft, this.#faults);
    const scope = new StackScope({ ...options, template });
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

  #exportersIn({ region, accountId }: Environment): readonly Exporter[] {
    return this.#opened.filter(
      ({ environment }) => environment.region === region && environment.accountId === accountId,
    );
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
    const given = (name: string) => parameterOf(loaded, logicalId, name);
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

/** What the parent gives a parameter of a nested stack; evaluated when it is asked for. */
function parameterOf({ scope, resources, stack }: LoadedStack, logicalId: string, name: string): Json | undefined {
  const parameters = own(resources.get(logicalId)?.properties ?? {}, 'Parameters');
  const json = isJsonObject(parameters) ? own(parameters, name) : undefined;
  return json === undefined ? undefined : scope.valueOf(`${stack}/${logicalId}.Parameters.${name}`, json);
}

function outputOf(child: LoadedStack | undefined, logicalId: string, name: string): Json {
  const output = child?.template.outputs.get(name);
  const condition = own(output ?? {}, 'Condition');
  const exists = child?.scope.exists(typeof condition === 'string' ? condition : undefined) === true;
  const json = output === undefined || !exists ? undefined : own(output, 'Value');
  const value = json === undefined ? undefined : child?.scope.valueOf(`${child.stack}/Outputs.${name}`, json);
  if (value !== undefined) return value;
  const known = [...(child?.template.outputs.keys() ?? [])].join(', ') || 'none';
  throw new Unresolvable({
    rule: 'unknown-nested-output',
    what: `Fn::GetAtt ${quote(`${logicalId}.Outputs.${name}`)}: the nested stack has no such output`,
    allowed: known,
    remedy: 'Name an output of the nested stack.',
  });
}
