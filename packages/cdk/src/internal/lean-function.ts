import type { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  RuntimeFamily,
} from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { createLogGroup, type LogSettings } from './access-log.ts';

export interface LeanFunctionProps {
  readonly code: Code;
  readonly handler: string;
  readonly description: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  readonly memorySize: number;
  readonly logs: LogSettings;
}

// By name: older versions of aws-cdk-lib have no constant for it.
const node24 = new Runtime('nodejs24.x', RuntimeFamily.NODEJS, { supportsInlineCode: true });

/**
 * A function that may write to its own log group and nothing else: the managed basic execution policy would let it
 * write to every log group of the account.
 */
export class LeanFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, { logs, ...props }: LeanFunctionProps) {
    super(scope, id);
    const logGroup = createLogGroup(this, 'Logs', logs);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.function = new LambdaFunction(this, 'Function', {
      ...props,
      runtime: node24,
      architecture: Architecture.ARM_64,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
  }
}
