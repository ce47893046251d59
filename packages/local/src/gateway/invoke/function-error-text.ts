import type { FunctionError } from '../../model/index.ts';

/** One line for a trace or a log. The message is the function's own: redact it before it is written. */
export const functionErrorText = ({ errorType, errorMessage }: FunctionError): string =>
  `${errorType ?? 'Error'}: ${errorMessage}`;
