import { readFileSync } from 'node:fs';
import type { NodeMajor } from './runtime-subject.ts';

/** What became of one call: one of `returned`, `failed` and `exited`. */
export interface CallFact {
  /** JSON text of the result. */
  readonly returned?: string;
  /** What the runtime told Lambda about an error. */
  readonly failed?: ErrorFact;
  /** Code with which the process ended before it had told anything. */
  readonly exited?: number | string;
  /** What the call (and the init before it) added to the log. */
  readonly log?: readonly string[];
  /** The environment ended after the answer. */
  readonly ended?: true;
  /** Before the runtime asked for the call. */
  readonly inInit?: true;
}

export interface ErrorFact {
  readonly errorType?: unknown;
  readonly errorMessage?: unknown;
  readonly trace?: unknown;
}

/** By subject, then by call. */
export type Facts = Readonly<Record<string, Readonly<Record<string, CallFact>>>>;

export const factsUrl = (major: NodeMajor): URL => new URL(`facts/node${major}.jsonl`, import.meta.url);

/** @throws Error when there are none */
export function readFacts(major: NodeMajor): Facts {
  const facts: Record<string, Record<string, CallFact>> = {};
  for (const line of readFileSync(factsUrl(major), 'utf8').trim().split('\n')) {
    const { subject, call, ...fact } = JSON.parse(line);
    facts[subject] ??= {};
    facts[subject][call] = fact;
  }
  return facts;
}
