/** The files that are watched at present. Paths are absolute. */
export interface WatchedFiles {
  readonly files: readonly string[];
  /** The directories that contain the files; directories above them are not watched. */
  readonly roots: readonly string[];
}
