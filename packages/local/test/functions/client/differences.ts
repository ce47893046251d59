/** In which our host does not do as AWS's clients do, and why it stays so. */
export interface Difference {
  /** `<Node>: <subject> › <call>: <aspect>` */
  readonly id: string;
  readonly reason: string;
}

const words =
  'Our message says what the name must look like, or what to write instead; AWS’s says only that it is wrong. The errorType is the same.';
const listeners =
  'Two listeners of the thread tell what was printed without a line end, and promises that nothing settles. The client has none.';
const place =
  'The trace names file and line of a syntax error, as Node 24’s client does; the client up to Node 22 leaves them out.';
const service =
  'A promise of the handler that nothing settles is Runtime.NodeJsExit, as the service reports it; the client up to Node 22 by itself answers null, before the function’s own listener to beforeExit is heard.';
const excerpt =
  'Node’s own report leaves out the excerpt of the source here, which the line of the runtime above it has.';
const clientDefect = 'A defect of the client, which hides what is wrong.';
const ownState = 'State that the client keeps for itself.';
const contexts =
  'The client up to Node 22 runs a call inside the asynchronous context of the one before; here each call has its own.';
const asked =
  'The symbol by which handlers of @scopegate/handler are asked to check their answers against the contract. Nothing on AWS sets it.';
const replaced =
  'The client waits by whatever the function has put in the place of setImmediate, and then never answers. Here the answer comes.';

const list = (reason: string, ids: readonly string[]): Difference[] => ids.map((id) => ({ id, reason }));

const all = (call: string, aspects: readonly string[]): string[] => aspects.map((aspect) => `${call}: ${aspect}`);

const told = ['errorMessage', 'trace', 'log'];

export const differences: readonly Difference[] = [
  ...list(listeners, ['24: listeners of the runtime › call: answer', '22: listeners of the runtime › call: answer']),
  ...list(asked, ['24: surroundings › symbols of globals: answer']),
  ...list(replaced, all('24: setImmediate replaced › call', ['answer', 'errorType', 'errorMessage'])),
  ...list(words, [
    ...all('24: no export in the name › call', told),
    ...all('24: a parent folder › call', told),
    ...all('24: three parameters › call', told),
    ...all('22: no export in the name › call', told),
    ...all('22: a parent folder › call', told),
  ]),
  ...list(excerpt, ['24: a missing name that is imported › call: log']),
  ...list(place, [
    ...all('22: a syntax error › call', ['trace', 'log']),
    ...all('22: a syntax error in an ES module › call', ['trace', 'log']),
    ...all('22: a SyntaxError that is thrown › call', ['trace', 'log']),
    ...all('22: a missing name that is imported › call', ['trace', 'log']),
  ]),
  ...list(service, all('22: a beforeExit that schedules › call', ['answer', 'log'])),
  ...list(clientDefect, [
    ...all('22: a streaming handler of another kind › call', ['errorType', ...told]),
    ...all('22: null thrown by a module › call', ['errorType', ...told]),
  ]),
  ...list(ownState, ['22: surroundings › symbols of globals: answer']),
  ...list(contexts, ['22: AsyncLocalStorage entered › second: answer']),
];
