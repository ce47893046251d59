import { callbacks } from './cases/callbacks.ts';
import { errors } from './cases/errors.ts';
import { events } from './cases/events.ts';
import { fatal } from './cases/fatal.ts';
import { loading } from './cases/loading.ts';
import { logs } from './cases/logs.ts';
import { results } from './cases/results.ts';
import { surroundings } from './cases/surroundings.ts';
import type { RuntimeSubject } from './runtime-subject.ts';

/** By name. */
export const subjects: ReadonlyMap<string, RuntimeSubject> = new Map(
  Object.entries({ ...results, ...events, ...errors, ...fatal, ...logs, ...surroundings, ...loading, ...callbacks }),
);
