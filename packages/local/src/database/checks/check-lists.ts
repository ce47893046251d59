import createTableRules from 'dynalite/validations/createTable.js';
import type { EngineOperation } from '../engine-actions.ts';
import { attributeNames } from './attribute-names.ts';
import { attributeValues } from './attribute-values.ts';
import { batchSize, duplicateKeys } from './batches.ts';
import { type Check, ofEachPart, type TableCheck } from './database-request.ts';
import { expressionLimits } from './expression-limits.ts';
import { expressionSizes } from './expression-size.ts';
import { emptyIndexKeys, emptyIndexUpdates, indexKeySizes } from './index-keys.ts';
import { indexFilter, indexProjection } from './index-reads.ts';
import { writtenItemSizes } from './item-limit.ts';
import { keyConditions, keyConditionValues } from './key-conditions.ts';
import { emptyKeys, keySizes } from './key-values.ts';
import { nestingLevels } from './nesting-levels.ts';
import { operandTypes } from './operand-types.ts';
import { parsedExpressions, strayPlaceholders } from './parsed-expressions.ts';
import { placeholderLimits } from './placeholder-limits.ts';
import { returnValues } from './return-values.ts';
import { scalarKeys } from './scalar-keys.ts';
import { segments } from './segments.ts';
import { selection } from './selection.ts';
import { startKey } from './start-key.ts';

/** Values before what is computed from them: the engine's checks go as deep as the values do. */
const values = [nestingLevels, attributeNames, attributeValues].map(ofEachPart);
const expressions = [expressionSizes, placeholderLimits, parsedExpressions, operandTypes, expressionLimits].map(
  ofEachPart,
);
const conditions = strayPlaceholders('ConditionExpression');
const projections = strayPlaceholders('ProjectionExpression');

/** By operation, what is refused before any table is looked at, in the order in which DynamoDB does. */
export const requestChecks: Readonly<Record<EngineOperation, readonly Check[]>> = {
  BatchGetItem: [projections, ...expressions, ...values, ofEachPart(duplicateKeys), batchSize],
  BatchWriteItem: [...values, ofEachPart(writtenItemSizes), batchSize],
  CreateTable: [({ parameters }) => createTableRules.custom?.(parameters)],
  DeleteItem: [conditions, ...values, ofEachPart(returnValues), ...expressions],
  DescribeTable: [],
  GetItem: [projections, ...values, ...expressions],
  ListTables: [],
  PutItem: [conditions, ...values, ofEachPart(returnValues), ofEachPart(writtenItemSizes), ...expressions],
  Query: [
    strayPlaceholders('ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'),
    ...values,
    ...[selection, startKey].map(ofEachPart),
    ...expressions,
    ofEachPart(keyConditions),
  ],
  Scan: [
    strayPlaceholders('ProjectionExpression', 'FilterExpression'),
    ...values,
    ...[selection, startKey, segments].map(ofEachPart),
    ...expressions,
  ],
  UpdateItem: [strayPlaceholders('UpdateExpression', 'ConditionExpression'), ...values, ...expressions],
};

const keyed = [emptyKeys];
const written = [emptyKeys, emptyIndexKeys];

/** By operation, what is refused with the table in view; of a transaction, as a whole. */
export const tableChecks: Readonly<Record<EngineOperation, readonly TableCheck[]>> = {
  BatchGetItem: keyed,
  BatchWriteItem: written,
  CreateTable: [],
  DeleteItem: [emptyKeys, scalarKeys],
  DescribeTable: [],
  GetItem: keyed,
  ListTables: [],
  PutItem: [...written, scalarKeys],
  Query: [keyConditionValues, indexProjection, indexFilter],
  Scan: [indexProjection],
  UpdateItem: [emptyKeys, emptyIndexUpdates, scalarKeys],
};

/** For all operations: what cancels a transaction for the reason of one of its actions. */
export const actionChecks: readonly TableCheck[] = [keySizes, indexKeySizes];
