/** Where in the assembly a thing was declared: what an error message names. */
export interface Located {
  readonly stack: string;
  readonly logicalId: string;
}
