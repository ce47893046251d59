import { Issuers, RevocationTable, ScopedHttpApi } from '@scopegate/cdk';
import { orders } from '@scopegate/orders';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledgeRules } from './acknowledged-rules.ts';
import { addAlarms } from './alarms.ts';
import { bundlesDirectory, orderHandlers } from './handlers.ts';
import { OrdersPool, resourceServer } from './orders-pool.ts';
import { createOrdersTable, grantTable } from './orders-table.ts';
import type { StageSettings } from './stage-settings.ts';

export interface OrdersStackProps {
  readonly stage: StageSettings;
  /** @default - where `pnpm build` puts the bundled handlers */
  readonly bundlesDirectory?: string;
  /** @default - the prebuilt file of `@scopegate/authorizer` */
  readonly authorizerFile?: string;
  /** What the authorizer answers with; policies carry no challenges. @default 'simple' */
  readonly response?: 'simple' | 'policy';
}

/** The orders service. Knows no account and no Region: one assembly deploys anywhere. */
export class OrdersStack extends Stack {
  readonly pool: OrdersPool;
  readonly api: ScopedHttpApi<typeof orders>;

  constructor(scope: Construct, id: string, props: OrdersStackProps) {
    super(scope, id, { description: `Orders API (${props.stage.name})` });
    const { stage, authorizerFile, response = 'simple' } = props;
    const table = createOrdersTable(this, stage);
    const revocations = new RevocationTable(this, 'Revocations', stage);
    this.pool = new OrdersPool(this, 'Pool', stage);
    this.api = new ScopedHttpApi(this, 'Api', {
      api: orders,
      handlers: orderHandlers(props.bundlesDirectory ?? bundlesDirectory, {
        orders: table.tableName,
        revocations: revocations.tableName,
      }),
      issuers: [Issuers.cognito({ userPool: this.pool.userPool, resourceServer, clients: this.pool.clients })],
      response,
      challenge: response === 'simple' ? 'genuine' : 'none',
      throttle: stage.throttle,
      trace: stage.trace,
      accessLogRetention: stage.logRetention,
      functionLogRetention: stage.logRetention,
      logRemovalPolicy: stage.removalPolicy,
      ...(authorizerFile === undefined ? {} : { authorizerFile }),
    });
    grantTable(table, this.api.functions);
    revocations.grantGuards(orders, this.api.functions);
    addAlarms(this, this.api);
    acknowledgeRules(this.api, this.pool);
    this.#addOutputs(revocations.tableName);
  }

  #addOutputs(revocationTable: string): void {
    const output = (id: string, value: string, description: string) => new CfnOutput(this, id, { value, description });
    output('ApiUrl', this.api.url, 'Where the orders API is');
    output('UserPoolId', this.pool.userPool.userPoolId, 'The user pool whose tokens open the API');
    output('TokenEndpoint', this.pool.tokenEndpoint, 'Where clients get tokens (client credentials grant)');
    output('RevocationTable', revocationTable, 'The table of revoked tokens, subjects and clients');
    for (const { name, client } of this.pool.clients)
      output(`ClientId${name.charAt(0).toUpperCase()}${name.slice(1)}`, client.userPoolClientId, `Client "${name}"`);
  }
}
