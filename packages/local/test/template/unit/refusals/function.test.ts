import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { copy, expectRefusal, type Refusal, set, unset } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a function', () => {
  it.each<Refusal>([
    {
      name: 'no code',
      change: unset('Handler', 'Code'),
      at: 'Handler',
      path: 'Properties.Code',
      fault: { rule: 'required-property', what: 'Code is required' },
    },
    {
      name: 'function name',
      change: set('Handler', { FunctionName: 'a b' }),
      at: 'Handler',
      path: 'Properties.FunctionName',
      fault: { rule: 'function-name', what: '"a b" is not a function name' },
    },
    {
      name: 'inline code that is not the handler',
      change: set('Handler', { Code: { ZipFile: 'x' }, Handler: 'app.handler' }),
      at: 'Handler',
      path: 'Properties.Handler',
      fault: {
        rule: 'inline-code-handler',
        what: 'Inline code is the module index, but the handler is another',
        given: '"app.handler"',
        allowed: 'index.<export>',
      },
    },
    {
      name: 'container image',
      change: set('Handler', { PackageType: 'Image' }),
      at: 'Handler',
      path: 'Properties.PackageType',
      fault: {
        rule: 'property-value',
        what: 'PackageType has a value that is not supported by the local platform',
        given: '"Image"',
        allowed: '"Zip"',
      },
    },
    {
      name: 'asset that is not listed',
      change: (p) => {
        p('Handler').Code.S3Key = 'x.zip';
      },
      at: 'Handler',
      path: 'Properties.Code.S3Key',
      fault: {
        rule: 'code-asset',
        what: 'The code "x.zip" is not in the assembly: no asset manifest of its stack lists it',
      },
    },
    {
      name: 'asset that is missing',
      change: (p) => {
        p('Handler').Code.S3Key = 'gone.zip';
      },
      at: 'Handler',
      path: 'Properties.Code.S3Key',
      fault: {
        rule: 'code-asset',
        what: 'The code "gone.zip" is not in the assembly: its asset asset.bbbb is missing from the assembly',
      },
    },
    {
      name: 'other runtime',
      change: set('Handler', { Runtime: 'python3.14' }),
      at: 'Handler',
      path: 'Properties.Runtime',
      fault: {
        rule: 'function-property-form',
        what: 'Runtime has a form that is not supported by the local platform',
        given: '"python3.14"',
        allowed: 'a Node.js runtime: nodejs<major>.x',
      },
    },
    {
      name: 'a layer outside',
      change: set('Handler', { Layers: ['arn:aws:lambda:us-east-1:580247275435:layer:Insights:1'] }),
      at: 'Handler',
      path: 'Properties.Layers[0]',
      fault: {
        rule: 'layer-outside-assembly',
        what: 'The layer "arn:aws:lambda:us-east-1:580247275435:layer:Insights:1" is not in the assembly, so that what it holds cannot be had',
      },
    },
    {
      name: 'six layers',
      change: set('Handler', { Layers: ['a', 'b', 'c', 'd', 'e', 'f'] }),
      at: 'Handler',
      path: 'Properties.Layers',
      fault: {
        rule: 'layers-per-function',
        what: 'The function has too many layers',
        given: '6',
        allowed: 'at most 5',
      },
    },
    {
      name: 'log level in text format',
      change: set('Handler', { LoggingConfig: { LogFormat: 'Text', SystemLogLevel: 'DEBUG' } }),
      at: 'Handler',
      path: 'Properties.LoggingConfig.SystemLogLevel',
      fault: {
        rule: 'log-level-without-json-format',
        what: 'SystemLogLevel filters logs in JSON format, and the format is Text',
      },
    },
    {
      name: 'reserved concurrency',
      change: set('Handler', { ReservedConcurrentExecutions: -1 }),
      at: 'Handler',
      path: 'Properties.ReservedConcurrentExecutions',
      fault: {
        rule: 'property-range',
        what: 'ReservedConcurrentExecutions is out of range',
        given: '-1',
        allowed: '0 to 100000',
      },
    },
    {
      name: 'timeout',
      change: set('Handler', { Timeout: 901 }),
      at: 'Handler',
      path: 'Properties.Timeout',
      fault: { rule: 'property-range', what: 'Timeout is out of range', given: '901', allowed: '1 to 900' },
    },
    {
      name: 'handler',
      change: set('Handler', { Handler: 'index' }),
      at: 'Handler',
      path: 'Properties.Handler',
      fault: {
        rule: 'function-property-form',
        what: 'Handler has a form that is not supported by the local platform',
        given: '"index"',
        allowed: 'file.export',
      },
    },
    {
      name: 'log level',
      change: (p) => {
        p('Handler').LoggingConfig.ApplicationLogLevel = 'LOUD';
      },
      at: 'Handler',
      path: 'Properties.LoggingConfig.ApplicationLogLevel',
      fault: {
        rule: 'property-value',
        what: 'ApplicationLogLevel has a value that is not supported by the local platform',
        given: '"LOUD"',
        allowed: '"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"',
      },
    },
    {
      name: 'two functions of one name',
      change: (p, resources, template) => {
        p('Handler').FunctionName = 'f';
        copy('Handler', {})(p, resources, template);
      },
      at: 'Extra',
      path: 'Properties.FunctionName',
      fault: { rule: 'function-name-taken', what: 'Function already exist: f' },
    },
  ])('$name', expectRefusal);
});
