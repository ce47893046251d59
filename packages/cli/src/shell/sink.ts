/** Where a command writes. */
export interface Sink {
  /** Whether colours are wanted: on a terminal, unless `NO_COLOR` is set or the terminal has no colours. */
  readonly color: boolean;
  /** Never fails: once the reader has closed the stream, text is dropped. */
  write(text: string): void;
}
