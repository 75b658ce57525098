import { types } from "node:util";
import { DataNotSerializableException } from "../base/DataNotSerializableException.ts";
import { explainRefusal, isBuiltIn, isPlain, refusalOfInstance } from "./unserializable.ts";

/** What one look at a value tells before it is serialised. */
export interface Inspection {
  /** Estimate of the serialised size: at least half of it for text beyond Latin-1, otherwise close. */
  bytes: number;
  /** Ends (exclusive) of the pieces of a list or a plain object, as positions of rows or keys; undefined = keep it whole. */
  pieces: number[] | undefined;
}

/** Most rows or keys in one chunk. */
export const pieceCount = 1_000;
/** Most serialised bytes of one chunk, a single larger row aside. */
export const pieceBytes = 1_048_576;

/** Throws DataNotSerializableException, with the path, for a value that cannot be kept for the next step. */
export function assertSerializable(value: unknown): void {
  inspectValue(value);
}

/**
 * Checks that everything within a value can be kept, estimates its size and finds where to cut it.
 * A list or object is kept whole if it has a cycle through its root, or parts that refer to each other
 * so much that pieces would repeat most of it.
 */
export function inspectValue(value: unknown): Inspection {
  const walk = new Walk();
  try {
    const pieces = walk.top(value);
    return { bytes: walk.bytes, pieces };
  } catch (error) {
    if (error === refused) throw refusal(value, "holds something that cannot be saved");
    throw isStackOverflow(error) ? tooDeep() : error;
  }
}

/** What the engine throws for a value that is nested deeper than its stack. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === "Maximum call stack size exceeded";
}

export function tooDeep(): DataNotSerializableException {
  return new DataNotSerializableException("$ is nested too deeply", "$");
}

/** The exception for a value that the check or the serialiser refused. */
export function refusal(value: unknown, otherwise: string): DataNotSerializableException {
  const { path, reason } = explainRefusal(value) ?? { path: "$", reason: otherwise };
  return new DataNotSerializableException(`${path} ${reason}`, path);
}

const refused = new Error("refused");
// A smaller object without objects in it cannot be part of a cycle, and is cheaper to visit again than to remember.
const leafKeys = 32;
// Listing the keys of a longer list costs more than the rare named property on it is worth.
const longestCheckedList = 1_000_000;

class Walk {
  bytes = 0;
  private piece = 0;
  private repeated = 0;
  private isRepeating = false;
  private readonly seen = new Map<object, number>();

  top(value: unknown): number[] | undefined {
    if (Array.isArray(value)) {
      const isBare = value.length > longestCheckedList || Object.keys(value).length === value.length;
      return isBare ? this.cut(value, value) : this.keepWhole(value);
    }
    if (typeof value !== "object" || value === null || isBuiltIn(value)) return this.keepWhole(value);
    if (!isPlain(value) && refusalOfInstance(value) !== undefined) throw refused;
    return this.cut(Object.values(value), value);
  }

  private keepWhole(value: unknown): undefined {
    this.visit(value);
    return undefined;
  }

  private cut(items: unknown[], owner: object): number[] | undefined {
    const pieces: number[] = [];
    let isWhole = false;
    let start = 0;
    let before = 0;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index];
      if (item === undefined && !(index in items)) return this.keepWhole(owner);
      this.visit(item);
      if (isWhole || (index + 1 - start < pieceCount && this.bytes - before < pieceBytes)) continue;
      pieces.push(index + 1);
      start = index + 1;
      before = this.bytes;
      this.piece += 1;
      isWhole = this.repeated > Math.max(pieceBytes, this.bytes - this.repeated);
    }
    if (isWhole || this.seen.has(owner)) return undefined;
    if (start < items.length) pieces.push(items.length);
    return pieces;
  }

  private visit(value: unknown): void {
    switch (typeof value) {
      case "string":
        this.bytes += value.length + 4;
        return;
      case "number":
        this.bytes += 6;
        return;
      case "object":
        if (value === null) this.bytes += 1;
        else this.visitObject(value);
        return;
      case "function":
      case "symbol":
        throw refused;
      default:
        this.bytes += 10;
    }
  }

  private visitObject(value: object): void {
    const before = this.bytes;
    const wasRepeating = this.isRepeating;
    if (Array.isArray(value)) this.visitList(value);
    else if (isPlain(value)) this.visitRecord(value);
    else if (isBuiltIn(value)) this.visitBuiltIn(value);
    else if (refusalOfInstance(value) === undefined) this.visitRecord(value);
    else throw refused;
    if (this.isRepeating && !wasRepeating) {
      this.repeated += this.bytes - before;
      this.isRepeating = false;
    }
  }

  private visitRecord(value: object): void {
    const keys = Object.keys(value);
    let isEntered = keys.length > leafKeys;
    if (isEntered && !this.enter(value)) return;
    this.bytes += 4;
    for (const key of keys) {
      const item: unknown = (value as Record<string, unknown>)[key];
      if (!isEntered && typeof item === "object" && item !== null) {
        if (!this.enter(value)) return;
        isEntered = true;
      }
      this.bytes += key.length + 2;
      this.visit(item);
    }
  }

  private visitList(value: unknown[]): void {
    let isEntered = value.length > leafKeys;
    if (isEntered && !this.enter(value)) return;
    this.bytes += 6;
    for (let index = 0; index < value.length; index += 1) {
      const item = value[index];
      if (item === undefined && !(index in value)) {
        this.visitSparse(value);
        return;
      }
      if (!isEntered && typeof item === "object" && item !== null) {
        if (!this.enter(value)) return;
        isEntered = true;
      }
      this.visit(item);
    }
  }

  // A list may have four thousand million places and three items.
  private visitSparse(value: unknown[]): void {
    this.seen.set(value, this.piece);
    for (const key of Object.keys(value)) {
      this.bytes += 6;
      this.visit(Reflect.get(value, key));
    }
  }

  private visitBuiltIn(value: object): void {
    this.bytes += 12;
    if (ArrayBuffer.isView(value) || types.isArrayBuffer(value)) this.bytes += value.byteLength;
    else if (types.isStringObject(value)) this.bytes += value.valueOf().length;
    else if (types.isMap(value) || types.isSet(value)) this.visitCollection(value);
    else if (types.isNativeError(value)) {
      this.bytes += value.message.length + (value.stack?.length ?? 0);
      if (Object.hasOwn(value, "cause") && this.enter(value)) this.visit(value.cause);
    }
  }

  private visitCollection(value: Map<unknown, unknown> | Set<unknown>): void {
    if (!this.enter(value)) return;
    for (const [key, item] of value.entries()) {
      this.visit(key);
      if (item !== key) this.visit(item);
    }
  }

  // Whether to look inside: not if this piece holds the object already.
  private enter(value: object): boolean {
    const mark = this.seen.get(value);
    if (mark === this.piece) return false;
    if (mark !== undefined) this.isRepeating = true;
    this.seen.set(value, this.piece);
    return true;
  }
}
