import { SluiceError } from "../base/SluiceError.ts";
import { open, sealBehind } from "./seal.ts";

/** Most serialised bytes that are kept in the row itself. */
export const inlineBytes = 1_048_576;

// The position in this list is part of the format: only append.
const layouts = ["value", "frames", "json", "pair"] as const;
export type InlineLayout = (typeof layouts)[number];
const labels = layouts.map((layout) => `sluice:data:1:${layout}`);

export function sealInline(layout: InlineLayout, plain: Uint8Array, dataKey: Uint8Array): Uint8Array {
  const position = layouts.indexOf(layout);
  return sealBehind(position, plain, { dataKey, label: labels[position] ?? "" });
}

/** Throws `data_damaged`. */
export function openInline(bytes: Uint8Array, dataKey: Uint8Array): { layout: InlineLayout; plain: Buffer } {
  const position = bytes[0] ?? -1;
  const layout = layouts[position];
  const label = labels[position];
  if (layout === undefined || label === undefined) {
    throw new SluiceError("data_damaged", "Saved data has an unknown form");
  }
  return { layout, plain: open(bytes.subarray(1), { dataKey, label }) };
}
