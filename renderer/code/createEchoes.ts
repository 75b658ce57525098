/** Tells what comes back of a text that was handed out from what is new. */
export interface Echoes {
  /** The text was handed out. */
  tell(text: string): void;
  /** Whether a text that comes in was handed out before; what went out before it, or before a new text, is forgotten. */
  hear(text: string): boolean;
}

/**
 * What a person types is handed out with each key and comes back when the page is painted, which may be some keys
 * later. Such a text must not take the place of what was typed since.
 */
export function createEchoes(): Echoes {
  let told: string[] = [];
  return {
    tell(text) {
      told.push(text);
    },
    hear(text) {
      const at = told.lastIndexOf(text);
      told = at < 0 ? [] : told.slice(at + 1);
      return at >= 0;
    },
  };
}
