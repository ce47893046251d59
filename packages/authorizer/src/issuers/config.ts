import type { Allowed } from './misconfiguration.ts';

/** One entry of `SCOPEGATE_ISSUERS`, before it is read. */
export type Config = Readonly<Record<string, unknown>>;

/** Takes note of what is wrong with one member, so that all of it is told at once. */
export type AddFault = (member: string, given: unknown, allowed: Allowed) => void;

/** Says what was allowed; `given` is the whole value and `below` nothing, unless a part of it is at fault. */
export type Refuse = (allowed: Allowed, given?: unknown, below?: string) => void;

/** Reads one member, `undefined` where it is not given. What it returns after a refusal is of the right type, no more. */
export type Reader<Value> = (value: unknown, refuse: Refuse) => Value;

export type Readers = Readonly<Record<string, Reader<unknown>>>;
export type ReadBy<Members extends Readers> = { readonly [Name in keyof Members]: ReturnType<Members[Name]> };

/** Reads every member of these. */
export function readMembers<Members extends Readers>(
  config: Config,
  members: Members,
  fault: AddFault,
): ReadBy<Members> {
  const read = Object.entries(members).map(([name, reader]) => {
    const value = config[name];
    return [name, reader(value, (allowed, given = value, below = '') => fault(name + below, given, allowed))];
  });
  return Object.fromEntries(read) as ReadBy<Members>;
}

/** Refuses every member but these. */
export function refuseOthers(config: Config, members: Readers, fault: AddFault): void {
  const known = ['preset', ...Object.keys(members)];
  for (const name of Object.keys(config))
    if (!known.includes(name)) fault(name, config[name], [`members ${known.join(', ')}`]);
}
