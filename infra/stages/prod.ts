import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StageSettings } from '../lib/stage-settings.ts';

/** For customers: keeps data, logs decisions without their steps. */
export const prod: StageSettings = {
  name: 'prod',
  removalPolicy: RemovalPolicy.RETAIN,
  deletionProtection: true,
  logRetention: RetentionDays.ONE_YEAR,
  trace: false,
  throttle: {
    // Well below the account's 10 000: one API cannot starve the others of the Region.
    default: { rateLimit: 1000, burstLimit: 2000 },
    routes: { purge: { rateLimit: 1, burstLimit: 2 } },
  },
};
