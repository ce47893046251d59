/** One small function, and the calls it gets in turn. What AWS's runtime client does with them is under `facts/`. */
export interface RuntimeSubject {
  readonly files: Readonly<Record<string, string>>;
  /** @default index.handler */
  readonly handler?: string;
  /** Payload by the name of the call. */
  readonly calls: Readonly<Record<string, string>>;
  /** @default both */
  readonly nodes?: readonly NodeMajor[];
  /** @default Text */
  readonly logFormat?: 'JSON';
  /** @default INFO */
  readonly logLevel?: 'TRACE' | 'WARN';
  readonly environment?: Readonly<Record<string, string>>;
}

export type NodeMajor = 22 | 24;

export type RuntimeSubjects = Readonly<Record<string, RuntimeSubject>>;

type Settings = Omit<RuntimeSubject, 'files' | 'calls'>;

/**
 * Many handlers in one function, each called once: cheaper than a function each, where none leaves anything behind.
 *
 * @param handlers source of a function by the name of its call
 */
export function handlersInOne(handlers: Readonly<Record<string, string>>, settings: Settings = {}): RuntimeSubject {
  const parameters = settings.nodes?.includes(24) === false ? 'event, context, callback' : 'event, context';
  const all = Object.entries(handlers).map(([name, source]) => `  ${JSON.stringify(name)}: ${source},\n`);
  const code = `const all = {\n${all.join('')}};\nexports.handler = (${parameters}) => all[event.name](${parameters});\n`;
  const calls = Object.keys(handlers).map((name) => [name, JSON.stringify({ name })]);
  return { files: { 'index.js': code }, calls: Object.fromEntries(calls), ...settings };
}

/**
 * A function for each of many handlers, called twice: what a call leaves behind, or whether the environment survives it.
 *
 * @param handlers source of the module by the name of the subject
 */
export function eachCalledTwice(modules: Readonly<Record<string, string>>, settings: Settings = {}): RuntimeSubjects {
  return Object.fromEntries(
    Object.entries(modules).map(([name, code]) => [
      name,
      { files: { 'index.js': code }, calls: { first: '{}', second: '{}' }, ...settings },
    ]),
  );
}

/** A function whose files are these, called once. */
export const calledOnce = (files: Readonly<Record<string, string>>, settings: Settings = {}): RuntimeSubject => ({
  files,
  calls: { call: '{}' },
  ...settings,
});
