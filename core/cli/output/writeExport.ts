import { writeFileSync } from "node:fs";
import { formatJson, type JsonValue } from "../../base/json.ts";
import type { Output } from "./Output.ts";

/** Prints a value as JSON that can be taken in elsewhere, or writes it to the file `out`. */
export function writeExport(output: Output, { value, out }: { value: unknown; out: string | undefined }): void {
  const text = formatJson(value as JsonValue);
  if (out === undefined) output.text(text);
  else writeFileSync(out, text);
}
