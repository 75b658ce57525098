import { statSync } from "node:fs";

/** A file that was changed this short a time before it was read may change again without looking different, ms. */
const settleMs = 2_000;

interface Entry<T> {
  value: T;
  /** How each file looked, by path. */
  looks: Map<string, string>;
}

/** Remembers what was made from files as long as none of them looks changed; asking costs one `stat` for each. */
export class FileMemory<T> {
  private readonly entries = new Map<string, Entry<T>>();

  /** What was kept under the key, unless a file it was made from looks changed since. */
  find(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    for (const [path, look] of entry.looks) if (lookAt(path)?.text !== look) return undefined;
    return entry.value;
  }

  /** Keeps what was made from the files, unless one of them changed after, or shortly before, their reading began. `readAt` in ms. */
  keep(key: string, value: T, { paths, readAt }: { paths: string[]; readAt: number }): void {
    const looks = new Map<string, string>();
    for (const path of paths) {
      const look = lookAt(path);
      if (look === undefined || look.changedAt > readAt - settleMs) return;
      looks.set(path, look.text);
    }
    this.entries.set(key, { value, looks });
  }
}

// The time of change is the one that programs cannot set back.
function lookAt(path: string): { text: string; changedAt: number } | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined) return undefined;
  const { dev, ino, size, mtimeNs, ctimeNs } = found;
  return { text: `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`, changedAt: Number(ctimeNs / 1_000_000n) };
}
