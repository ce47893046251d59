/** One thing that is wrong with a request, found by its place. */
export interface ProblemFault {
  /** JSON pointer (RFC 6901) into the request: `/body/lines/0/quantity`. */
  readonly pointer: string;
  readonly detail: string;
}

export interface ProblemOptions {
  /** What went wrong this time, safe for the caller to read. */
  readonly detail?: string;
  /** Machine-readable name; the end of `type`. @default the title in snake case */
  readonly code?: string;
  readonly faults?: readonly ProblemFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * Thrown by a handler or a middleware to answer with problem details (RFC 9457). Everything in it but `cause` reaches
 * the caller.
 */
export class HttpProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly options: ProblemOptions;

  /** @param status 400 to 599 */
  constructor(status: number, title: string, options: ProblemOptions = {}) {
    super(options.detail === undefined ? title : `${title}: ${options.detail}`, { cause: options.cause });
    this.name = 'HttpProblem';
    this.status = status;
    this.title = title;
    this.options = options;
  }
}
