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
  /**
   * Further headers of the answer. Those about its content or the connection, `set-cookie`, `access-control-*` and
   * `www-authenticate` are left out.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * Thrown by a handler or a middleware to answer with problem details (RFC 9457). Everything in it but `cause` reaches
 * the caller. One with status 401 is answered 500: that status needs a challenge (RFC 9110 §15.5.2), which is the guard's.
 */
export class HttpProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly options: ProblemOptions;

  /**
   * @param status 400 to 599
   * @throws {RangeError} for any other status
   */
  constructor(status: number, title: string, options: ProblemOptions = {}) {
    super(options.detail === undefined ? title : `${title}: ${options.detail}`, { cause: options.cause });
    if (!isErrorStatus(status))
      throw new RangeError(`HttpProblem: given status ${status}, allowed: 400 to 599. Return other answers.`);
    this.name = 'HttpProblem';
    this.status = status;
    this.title = title;
    this.options = options;
  }
}

/** A status of a client's or a server's error. */
export const isErrorStatus = (status: unknown): status is number =>
  typeof status === 'number' && Number.isInteger(status) && status >= 400 && status <= 599;
