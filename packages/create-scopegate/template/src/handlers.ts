/** The module of each route's handler. */
export const handlers = {
  health: 'src/handlers/health.ts',
  whoAmI: 'src/handlers/who-am-i.ts',
  createQuote: 'src/handlers/create-quote.ts',
};
