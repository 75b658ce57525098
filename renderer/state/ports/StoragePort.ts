/** A text that this browser keeps under a name. */
export interface StoragePort {
  read(): string | undefined;
  write(text: string): void;
}
