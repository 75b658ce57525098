import { SluiceError } from "../base/SluiceError.ts";
import { fromValueBytes } from "./valueBytes.ts";

/** One serialised row after the other, each with its length (4 bytes) before it. */
export function joinFrames(rows: Buffer[]): Buffer {
  const parts: Buffer[] = [];
  for (const row of rows) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(row.length);
    parts.push(length, row);
  }
  return Buffer.concat(parts);
}

/** The inverse of `joinFrames`, deserialised. */
export function readFrames(bytes: Buffer): unknown[] {
  const rows: unknown[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const end = offset + 4 + bytes.readUInt32BE(offset);
    if (end > bytes.length) throw new SluiceError("data_damaged", "A row of saved data ends too early");
    rows.push(fromValueBytes(bytes.subarray(offset + 4, end)));
    offset = end;
  }
  return rows;
}
