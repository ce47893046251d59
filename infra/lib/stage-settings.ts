import type { ThrottleSettings } from '@scopegate/cdk';
import type { orders } from '@scopegate/orders';
import type { RemovalPolicy } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** What differs between stages; all else is the same everywhere. */
export interface StageSettings {
  readonly name: string;
  /** What becomes of table, user pool and log groups when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  /** Whether table and user pool refuse to be deleted. */
  readonly deletionProtection: boolean;
  readonly logRetention: RetentionDays;
  /** Whether the steps of every decision are logged. */
  readonly trace: boolean;
  readonly throttle: ThrottleSettings<typeof orders>;
}
