import type { LambdaFunction } from '../../../model/index.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { modelled } from '../../properties/property-table.ts';

/** How a function logs, as `LoggingConfig` says. */
export type FunctionLogging = Pick<LambdaFunction, 'logFormat' | 'logGroup' | 'applicationLogLevel' | 'systemLogLevel'>;

const resourceProperties = modelled('LogFormat', 'LogGroup', 'ApplicationLogLevel', 'SystemLogLevel');

/**
 * Reads `LoggingConfig`. Levels filter JSON logs alone.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export function readLogging(properties: PropertyReader, functionName: string): FunctionLogging {
  const logging = properties.object('LoggingConfig', resourceProperties);
  const logFormat = logging?.oneOf('LogFormat', ['Text', 'JSON']) ?? 'Text';
  const application = logging?.oneOf('ApplicationLogLevel', ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']);
  const system = logging?.oneOf('SystemLogLevel', ['DEBUG', 'INFO', 'WARN']);
  for (const name of ['ApplicationLogLevel', 'SystemLogLevel']) {
    if (logFormat === 'JSON' || logging?.has(name) !== true) continue;
    logging.fault(name, {
      rule: 'log-level-without-json-format',
      what: `${name} filters logs in JSON format, and the format is ${logFormat}`,
      remedy: 'Set LogFormat to JSON, or leave the level out.',
    });
  }
  return {
    logFormat,
    logGroup: logging?.optionalString('LogGroup') ?? `/aws/lambda/${functionName}`,
    ...(application === undefined ? {} : { applicationLogLevel: application }),
    ...(system === undefined ? {} : { systemLogLevel: system }),
  };
}
