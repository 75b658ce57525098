/** The environment variables of the program. */
export interface Environment {
  /** undefined = there is none of this name. */
  read(name: string): string | undefined;
}
