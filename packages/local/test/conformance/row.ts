import type { Settings } from '../../src/gateway/index.ts';

/** Other local platforms for HTTP APIs. */
export const peers = ['serverless-offline', 'SAM CLI', 'cdk-local', 'LocalStack'] as const;
type Peer = (typeof peers)[number];

/** `path of a test file › title`, the title as written in the file; or `› title › text of one row of its table`. */
export type TestName = `${string}.test.ts › ${string}`;

/** One rule of AWS about HTTP APIs or the Lambda functions behind them. */
export interface ConformanceRow {
  /** Unique; starts with the section. */
  readonly id: string;
  readonly says: string;
  /** How the rule is known: AWS documents it, it was seen on AWS, or neither for certain. */
  readonly evidence: 'documented' | 'observed' | 'uncertain';
  /** A page of AWS's documentation, or who observed it. */
  readonly source: string;
  /** `holds`; `narrow`: refused at the start, or answered with an error that says so; `not-modelled`: see the note. */
  readonly status: 'holds' | 'narrow' | 'not-modelled';
  /** What holds it, or proves the refusal. At least one, unless `not-modelled`. */
  readonly tests: readonly TestName[];
  /** The members of the gateway's `Settings` that change what is uncertain about it. */
  readonly settings?: readonly (keyof Settings)[];
  readonly note?: string;
  /** Where the runtimes of Node differ: what that of nodejs24.x does, and those up to nodejs22.x. */
  readonly nodes?: { readonly 24: string; readonly 22: string };
  /** What others do instead, where that is known. */
  readonly others?: Readonly<Partial<Record<Peer, string>>>;
}

/** Rows that belong together. */
export interface ConformanceSection {
  readonly title: string;
  readonly rows: readonly ConformanceRow[];
}
