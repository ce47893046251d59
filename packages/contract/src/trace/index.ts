export { formatTraceLine, parseTraceLine, type TraceLine } from './trace-line.ts';
