const requestId = Symbol.for('_AWS_LAMBDA_REQUEST_ID');
const traceId = Symbol.for('_AWS_LAMBDA_X_RAY_TRACE_ID');
const tenantId = Symbol.for('_AWS_LAMBDA_TENANT_ID');

type StoreContext = Record<PropertyKey, unknown>;

/**
 * `awslambda.InvokeStore`: what libraries keep for one call, Powertools and the X-Ray SDK among them.
 *
 * @see https://www.npmjs.com/package/@aws/lambda-invoke-store
 */
export class InvokeStore {
  static readonly PROTECTED_KEYS = { REQUEST_ID: requestId, X_RAY_TRACE_ID: traceId, TENANT_ID: tenantId };
  currentContext: StoreContext | undefined;

  getContext(): StoreContext | undefined {
    return this.currentContext;
  }

  hasContext(): boolean {
    return this.currentContext !== undefined;
  }

  get(key: PropertyKey): unknown {
    return this.currentContext?.[key];
  }

  /** @throws Error for what the runtime itself keeps there */
  set(key: PropertyKey, value: unknown): void {
    if (this.isProtectedKey(key)) {
      throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`);
    }
    this.currentContext ??= {};
    this.currentContext[key] = value;
  }

  run<T>(context: StoreContext, callback: () => T): T {
    this.currentContext = context;
    return callback();
  }

  isProtectedKey(key: PropertyKey): boolean {
    return key === requestId || key === traceId || key === tenantId;
  }

  getRequestId(): unknown {
    return this.get(requestId) ?? '-';
  }

  getXRayTraceId(): unknown {
    return this.get(traceId);
  }

  getTenantId(): unknown {
    return this.get(tenantId);
  }
}

/** What the store holds when a call begins. */
export const storeContext = (id: string, trace: string): StoreContext => ({ [requestId]: id, [traceId]: trace });
