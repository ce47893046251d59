import { styleText } from 'node:util';
import type { Sink } from './sink.ts';

export type PaintStyle = 'bold' | 'dim' | 'green' | 'red' | 'yellow';
export type Paint = (style: PaintStyle, text: string) => string;

/** Colours text for a sink, or leaves it as it is where colours are not wanted. */
export const paintFor = ({ color }: Pick<Sink, 'color'>): Paint =>
  color ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
