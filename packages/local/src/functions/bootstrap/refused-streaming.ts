import { refused } from './refused.ts';

const refuse = (what: string): never => {
  throw refused(what, 'an HTTP API buffers responses');
};

/** The part of the global `awslambda` that streams responses. */
export const refusedStreaming = {
  streamifyResponse: (): never => refuse('awslambda.streamifyResponse'),
  HttpResponseStream: { from: (): never => refuse('awslambda.HttpResponseStream.from') },
};
