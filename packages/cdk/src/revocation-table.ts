import type { AnyApi, Route } from '@scopegate/contract';
import type { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { authorizationType } from './internal/routes.ts';

export interface RevocationTableProps {
  /** Whether the table must be unprotected before it can be deleted. @default true */
  readonly deletionProtection?: boolean;
  /** What becomes of the table when it leaves the stack. @default - kept (RemovalPolicy.RETAIN) */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The table of revoked tokens, subjects and clients, as `@scopegate/handler/revocation-dynamodb` reads and writes it:
 * partition key `pk`, a string; no sort key; time to live on `expiresAt`. It can be restored to a point in time, because
 * a lost entry would bring a revoked token back to life.
 *
 * A table of its own: no handler needs to write to it, and revoking needs no access to other data. It grants nothing by
 * itself. Not checked: that handlers are built with a list of this table; give them its name in their environment.
 */
export class RevocationTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: RevocationTableProps = {}) {
    super(scope, id);
    this.table = new Table(this, 'Default', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.deletionProtection ?? true,
      ...(props.removalPolicy === undefined ? {} : { removalPolicy: props.removalPolicy }),
    });
  }

  get tableName(): string {
    return this.table.tableName;
  }

  /** What a guard does: `dynamodb:BatchGetItem` on this table, and nothing else. */
  grantGuard(grantee: IGrantable): Grant {
    return this.#grant(grantee, ['dynamodb:BatchGetItem']);
  }

  /**
   * {@link grantGuard} for the functions of all routes that tokens open; `open()` and `iam()` routes have nothing to look
   * up.
   */
  grantGuards<A extends AnyApi>(api: A, functions: { readonly [Name in keyof A['routes']]: IGrantable }): void {
    for (const [name, grantee] of Object.entries<IGrantable>(functions)) {
      const route: Route | undefined = Object.hasOwn(api.routes, name) ? api.routes[name] : undefined;
      if (route !== undefined && authorizationType(route.access) === 'CUSTOM') this.grantGuard(grantee);
    }
  }

  /** What those do who revoke: write an entry, list the entries, and delete one to undo it. */
  grantRevoke(grantee: IGrantable): Grant {
    return this.#grant(grantee, ['dynamodb:PutItem', 'dynamodb:Scan', 'dynamodb:DeleteItem']);
  }

  #grant(grantee: IGrantable, actions: string[]): Grant {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.table.tableArn] });
  }
}
