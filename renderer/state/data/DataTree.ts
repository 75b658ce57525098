import type { JsonValue } from "../../../core/base/json.ts";
import type { DataPage, DataPath } from "../ports/StepDataPort.ts";
import { type ContainerShape, readContainer } from "./readContainer.ts";

/** Reads some items at a path. */
export type LoadPage = (part: { path: DataPath; from: number; limit: number }) => Promise<DataPage>;

/** One line of a tree. */
export interface DataRow {
  /** undefined = it is the whole, one value. */
  key: string | number | undefined;
  path: DataPath;
  /** Levels below the root, from 0. */
  depth: number;
  /** undefined = not loaded yet. */
  value: JsonValue | undefined;
  /** undefined = it has nothing inside. */
  container: ContainerShape | undefined;
  isOpen: boolean;
  /** Position among its siblings, from 0, and their number. */
  position: number;
  siblings: number;
}

interface Branch {
  path: DataPath;
  depth: number;
  count: number;
  items: Map<number, DataPage["items"][number]>;
  /** By the position of what is open. */
  open: Map<number, Branch>;
  /** Positions to open once they are loaded. */
  toOpen: Set<number>;
  /** Pages that were asked for. */
  asked: Set<number>;
}

const pageSize = 100;

/**
 * Saved data as lines that open level by level. Whatever its size, only pages with lines that are needed are read. Lines
 * are found by their position, so that a list can show any part at once.
 */
export class DataTree {
  /** `failed` with a sentence in `error`. */
  status: "loading" | "ready" | "failed" = "loading";
  error: string | undefined;
  kind: DataPage["kind"] = "value";
  /** One more after each change. */
  version = 0;
  private value: JsonValue | undefined;
  private readonly root: Branch;
  private readonly load: LoadPage;
  private readonly listeners = new Set<() => void>();

  constructor(load: LoadPage, path: DataPath = []) {
    this.load = load;
    this.root = createBranch({ path, depth: 0, count: 0 });
    void this.read(this.root, 0);
  }

  get length(): number {
    if (this.status !== "ready") return 0;
    return this.kind === "value" ? 1 : lengthOf(this.root);
  }

  /** Items of the root. */
  get count(): number {
    return this.root.count;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Reads anew what could not be read. */
  retry(): void {
    if (this.status !== "failed") return;
    this.status = "loading";
    this.error = undefined;
    this.change();
    void this.read(this.root, 0);
  }

  /** The line at a position. */
  row(at: number): DataRow | undefined {
    if (this.status !== "ready") return undefined;
    if (this.kind === "value") return this.wholeRow();
    const found = findAt(this.root, at);
    return found && toRow(found.branch, found.position);
  }

  /** Reads what is missing of the lines from one position to another, both included. */
  need(from: number, to: number): void {
    for (let at = from; at <= to; at += 1) {
      const found = findAt(this.root, at);
      if (found === undefined) return;
      const page = Math.floor(found.position / pageSize);
      if (!found.branch.items.has(found.position) && !found.branch.asked.has(page)) void this.read(found.branch, page);
    }
  }

  /** Opens or closes a line, one that is not loaded yet when it is; nothing happens to one that has nothing inside. */
  toggle(at: number): void {
    const found = findAt(this.root, at);
    if (found === undefined) return;
    const { branch, position } = found;
    if (branch.open.delete(position) || branch.toOpen.delete(position)) this.change();
    else if (!branch.items.has(position)) branch.toOpen.add(position);
    else if (openItem(branch, position)) this.change();
  }

  private async read(branch: Branch, page: number): Promise<void> {
    branch.asked.add(page);
    try {
      const from = page * pageSize;
      const found = await this.load({ path: branch.path, from, limit: pageSize });
      branch.count = found.count;
      for (const [at, item] of found.items.entries()) {
        branch.items.set(from + at, item);
        if (branch.toOpen.delete(from + at)) openItem(branch, from + at);
      }
      if (branch === this.root && page === 0) {
        this.kind = found.kind;
        this.value = found.value;
        this.status = "ready";
      }
    } catch (error) {
      branch.asked.delete(page);
      this.status = "failed";
      this.error = error instanceof Error ? error.message : String(error);
    }
    this.change();
  }

  private wholeRow(): DataRow {
    const { path } = this.root;
    const about = { key: path.at(-1), path, depth: 0, container: undefined, isOpen: false, position: 0, siblings: 1 };
    return { ...about, value: this.value };
  }

  private change(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}

function createBranch({ path, depth, count }: Pick<Branch, "path" | "depth" | "count">): Branch {
  return { path, depth, count, items: new Map(), open: new Map(), toOpen: new Set(), asked: new Set() };
}

/** Opens a loaded line; false when it has nothing inside. */
function openItem(branch: Branch, position: number): boolean {
  const item = branch.items.get(position);
  const container = item === undefined ? undefined : readContainer(item.value);
  if (item === undefined || container === undefined || container.count === 0) return false;
  branch.open.set(position, openBranch(branch, { key: item.key, container }));
  return true;
}

/** What came with the line need not be read again. */
function openBranch(parent: Branch, { key, container }: { key: string | number; container: ContainerShape }): Branch {
  const path = [...parent.path, key];
  const branch = createBranch({ path, depth: parent.depth + 1, count: container.count });
  for (const [at, item] of container.items.entries()) branch.items.set(at, item);
  return branch;
}

function lengthOf(branch: Branch): number {
  let length = branch.count;
  for (const inner of branch.open.values()) length += lengthOf(inner);
  return length;
}

function findAt(branch: Branch, at: number): { branch: Branch; position: number } | undefined {
  let left = at;
  let next = 0;
  for (const position of [...branch.open.keys()].sort((a, b) => a - b)) {
    const before = position - next + 1;
    if (left < before) break;
    left -= before;
    next = position + 1;
    const inner = branch.open.get(position);
    const length = inner === undefined ? 0 : lengthOf(inner);
    if (inner !== undefined && left < length) return findAt(inner, left);
    left -= length;
  }
  const position = next + left;
  return position < branch.count ? { branch, position } : undefined;
}

function toRow(branch: Branch, position: number): DataRow {
  const item = branch.items.get(position);
  const key = item?.key ?? position;
  return {
    key,
    path: [...branch.path, key],
    depth: branch.depth,
    value: item?.value,
    container: item === undefined ? undefined : readContainer(item.value),
    isOpen: branch.open.has(position),
    position,
    siblings: branch.count,
  };
}
