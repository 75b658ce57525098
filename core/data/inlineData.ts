import { SluiceError } from "../base/SluiceError.ts";
import { open, sealBehind } from "./seal.ts";

/** Most serialised bytes that are kept in the row itself. */
export const inlineBytes = 1_048_576;

// The position in this list is part of the format: only append.
const layouts = ["value", "frames"] as const;
export type InlineLayout = (typeof layouts)[number];

export function sealInline(layout: InlineLayout, plain: Uint8Array, dataKey: Uint8Array): Uint8Array {
  return sealBehind(Buffer.of(layouts.indexOf(layout)), plain, { dataKey, label: label(layout) });
}

/** Throws `data_damaged`. */
export function openInline(bytes: Uint8Array, dataKey: Uint8Array): { layout: InlineLayout; plain: Buffer } {
  const layout = layouts[bytes[0] ?? -1];
  if (layout === undefined) throw new SluiceError("data_damaged", "Saved data has an unknown form");
  return { layout, plain: open(bytes.subarray(1), { dataKey, label: label(layout) }) };
}

function label(layout: InlineLayout): string {
  return `sluice:data:1:${layout}`;
}
