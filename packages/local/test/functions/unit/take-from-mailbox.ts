import { parentPort, workerData } from 'node:worker_threads';
import { Mailbox } from '../../../src/functions/bootstrap/mailbox.ts';

// A thread that takes texts and reports them.
const mailbox = new Mailbox(workerData);
for (;;) parentPort?.postMessage(mailbox.take());
