/** Undoes a subscription. */
export type Unsubscribe = () => void;

/** A list of listeners for one kind of event. A listener that throws does not stop the others; its error goes to `onError`. */
export class Emitter<T> {
  private readonly listeners = new Set<(event: T) => void>();
  private readonly onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.onError = onError;
  }

  subscribe(listener: (event: T) => void): Unsubscribe {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  emit(event: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  get size(): number {
    return this.listeners.size;
  }
}
