import type { FaultOption, PlatformOptions } from '../../../../src/index.ts';

/** One template of the proof: what is started, and the answers or the refusal that must come. */
export interface TemplateCase {
  readonly name: string;
  /** Which family of inputs it belongs to: a section of the table. */
  readonly family: string;
  /** By path: text as it is, objects as JSON, bytes as bytes. */
  readonly files: Readonly<Record<string, string | Buffer | object>>;
  /** What is started, as a path. @default `template.yaml` */
  readonly start?: string;
  readonly options?: Partial<PlatformOptions>;
  /** Options whose values are paths in {@link files}. */
  readonly given?: Pick<PlatformOptions, 'code' | 'layers'>;
  /** How many faults there are, where a refusal is all there may be. */
  readonly faults?: number;
  readonly outcome: Served | Refused;
}

export interface Served {
  readonly requests: readonly ExpectedAnswer[];
  /** What must be listed as not run, by logical ID; others may be too. */
  readonly notRun?: readonly string[];
  /** Words of what must be told as deviation; where it is set, every deviation must have some of them. */
  readonly deviations?: readonly string[];
  /** How many APIs are served. @default 1 */
  readonly apis?: number;
}

export interface ExpectedAnswer {
  /** `GET /path`. */
  readonly request: string;
  /** Which API it goes to. @default 0, the first */
  readonly api?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  /** The whole body. */
  readonly body?: string;
  /** Response headers that must be there. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
}

/** The place of the fault is a path or an option. */
export interface Refused {
  readonly logicalId?: string;
  /** How the path ends. */
  readonly path?: string;
  readonly option?: FaultOption;
  readonly rule: string;
  /** In what is wrong, what was given or what is allowed. */
  readonly words: string;
}
