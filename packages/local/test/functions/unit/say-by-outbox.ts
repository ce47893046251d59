import { workerData } from 'node:worker_threads';
import { createOutbox } from '../../../src/functions/bootstrap/outbox.ts';

// A thread that says texts, and does nothing afterwards.
const say = createOutbox(workerData.port, workerData.heard);
for (const entry of workerData.texts) say({ type: 'log', entry, printed: true });
if (workerData.exit) process.exit(1);
