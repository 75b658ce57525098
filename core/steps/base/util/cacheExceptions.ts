import { StepException } from "sluice";

/** A cache entry that was asked for does not exist or has expired. */
export class CacheEntryMissingException extends StepException {
  readonly keys: readonly string[];

  constructor(keys: readonly string[], place = "") {
    const names = keys.map((key) => `"${key}"`).join(", ");
    super(`${keys.length === 1 ? "Cache entry" : "Cache entries"} ${names}${place} not found`);
    this.keys = keys;
  }
}
