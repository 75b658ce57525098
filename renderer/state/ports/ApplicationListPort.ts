/** What one can do with an application without opening it. Every call rejects with a sentence when it fails. */
export interface ApplicationListPort {
  /** Copies the draft, or what is published; resolves with the name of the copy. */
  duplicate(name: string): Promise<string>;
  /** It can be restored for 30 days. */
  remove(name: string): Promise<void>;
  /** Takes back a deletion. */
  restore(name: string): Promise<void>;
}
