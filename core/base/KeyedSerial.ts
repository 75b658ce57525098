import { Serial } from "./Serial.ts";

/** Lets work on one thing run one after another, and work on different things side by side. */
export class KeyedSerial {
  private readonly turns = new Map<string, { serial: Serial; pending: number }>();

  /** Runs `work` after all that was given before for the same key, whether that failed or not. */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = this.turns.get(key) ?? { serial: new Serial(), pending: 0 };
    this.turns.set(key, turn);
    turn.pending += 1;
    try {
      return await turn.serial.run(work);
    } finally {
      turn.pending -= 1;
      if (turn.pending === 0) this.turns.delete(key);
    }
  }

  /** How many keys have work that has not ended. */
  get size(): number {
    return this.turns.size;
  }
}
