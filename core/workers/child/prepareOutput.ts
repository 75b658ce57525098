interface BlockingHandle {
  setBlocking?(isBlocking: boolean): void;
}

/**
 * Makes stdout and stderr now, so that they belong to the clean state, and makes writing wait for the host:
 * a step that writes in a loop without an end is stopped by the host's limit instead of filling its own memory.
 */
export function prepareOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    (stream as { _handle?: BlockingHandle })._handle?.setBlocking?.(true);
  }
}
