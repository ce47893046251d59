import type { PolicyStatement } from '../model/index.ts';

/** A caller whose requests to the database are answered: an IAM user, or a function in its role. */
export interface Caller {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Required of, and only accepted from, a caller that has one. */
  readonly sessionToken?: string;
  /** As AWS names the caller in a denial. */
  readonly userArn: string;
  readonly permissions: Permissions;
}

/** What the policies of a caller say. */
export interface Permissions {
  /** Of all policies that are attached. */
  readonly statements: readonly PolicyStatement[];
  /** An action must be allowed by it, too. @default no boundary */
  readonly boundary?: readonly PolicyStatement[];
  /** Why the policies are not known, in words that end a sentence; everything is denied then. @default they are */
  readonly unknownBecause?: string;
}

/** Finds the caller of an access key id: nothing about it is verified yet. */
export type FindCaller = (accessKeyId: string) => Caller | undefined;
