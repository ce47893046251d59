import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StageSettings } from '../lib/stage-settings.ts';

/** For developers: tells everything, keeps nothing. */
export const dev: StageSettings = {
  name: 'dev',
  removalPolicy: RemovalPolicy.DESTROY,
  deletionProtection: false,
  logRetention: RetentionDays.ONE_WEEK,
  trace: true,
  // A purge reads the whole table; everything else runs at the limits of the account.
  throttle: { routes: { purge: { rateLimit: 5, burstLimit: 10 } } },
};
