import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What an attempt leaves behind, in the order it happened. `key` is the step run's idempotency key. */
export interface Mark {
  kind: "start" | "end" | "fail" | "overlap";
  key: string;
  pid: number;
  /** ms since the epoch. */
  at: number;
}

/** What a host said to those who listen: runs it accepted, events it sent. */
export interface Saying {
  kind: "accepted" | "event";
  runId: string;
  seq?: number;
  type?: string;
  text?: string;
}

/** Files beside the data folder to which every process appends whole lines, so that no kill can undo them. */
export class Trail {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  mark(mark: Mark): void {
    this.append("marks", mark);
  }

  say(saying: Saying): void {
    this.append("sayings", saying);
  }

  marks(): Mark[] {
    return this.read("marks");
  }

  sayings(): Saying[] {
    return this.read("sayings");
  }

  private append(name: string, line: object): void {
    appendFileSync(join(this.folder, name), `${JSON.stringify(line)}\n`);
  }

  private read<T>(name: string): T[] {
    const path = join(this.folder, name);
    const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : [];
    // A process may die within a line: then it is not whole, and nothing is said.
    return lines.flatMap((line) => {
      try {
        return [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });
  }
}
