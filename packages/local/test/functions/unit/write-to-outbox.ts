import { parentPort, workerData } from 'node:worker_threads';
import { OutboxWriter } from '../../../src/functions/bootstrap/outbox.ts';

// A thread that writes texts as fast as it can.
const outbox = new OutboxWriter(workerData.memory, () => parentPort?.postMessage('bell'));
for (const text of workerData.texts) outbox.write(text);
