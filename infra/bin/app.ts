import { App } from 'aws-cdk-lib';
import { addOrdersStack } from '../lib/add-orders-stack.ts';

addOrdersStack(new App());
