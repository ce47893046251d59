import type { TemplateError } from '@scopegate/local';
import { messageOf } from '../shell/error-message.ts';
import { faultCount, faultsText } from './fault-text.ts';

/** Why a version could not take over. */
export const reloadFailure = (error: unknown): string =>
  `NOT reloaded, the last good version serves on: ${hasFaults(error) ? refusal(error) : messageOf(error)}`;

const refusal = ({ faults }: TemplateError): string =>
  `it cannot be run as AWS would run it: ${faultCount(faults)}.\n\n${faultsText(faults)}`.trimEnd();

/** The class is in a module that only `start` loads. */
const hasFaults = (error: unknown): error is TemplateError =>
  error instanceof Error && 'code' in error && error.code === 'TEMPLATE_NOT_RUNNABLE';
