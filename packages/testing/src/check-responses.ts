// Handlers of `@scopegate/handler` ask for it: in tests their answers are checked against the contract.
Reflect.set(globalThis, Symbol.for('scopegate.response-checks'), true);
