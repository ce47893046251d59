/** A fetch that answers by a function of the request and its body. */
export const fetchBy =
  (respond: (request: Request, body: string) => Response): typeof globalThis.fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    return respond(request, await request.text());
  };
