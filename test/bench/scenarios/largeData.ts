import { fileURLToPath } from "node:url";
import type { JsonObject } from "../../../core/base/json.ts";
import { atMost, interleave, type Measurement } from "../measure.ts";
import type { Product } from "../Product.ts";
import { type Setting, withBoth } from "../Setting.ts";

const module = fileURLToPath(new URL("../prototype/bareRows.ts", import.meta.url));
const megabytes = 50;

/** 50 MB from one step to the next: from the moment the producer saves to the moment the consumer has it. */
export function measureLargeData({ isShort }: Setting): Promise<Measurement[]> {
  const rounds = isShort ? 4 : 8;
  return withBoth(2, async ({ product, prototype }) => {
    const bare = async (): Promise<number> => Number(await prototype.attempt(module, megabytes));
    const nothing = async (): Promise<number> => 0;
    const buffer = await interleave(rounds, { ours: () => handOver(product, "buffer"), reference: nothing });
    const rows = await interleave(rounds, { ours: () => handOver(product, "rows"), reference: bare });
    return [
      {
        what: `${megabytes} MB Buffer from one step to the next`,
        unit: "ms",
        ours: buffer.ours,
        cold: buffer.cold,
        bar: atMost(1_000),
        kind: "absolute",
      },
      {
        what: `${megabytes} MB of rows from one step to the next`,
        note: "reference: bare serialise and deserialise",
        unit: "ms",
        ...rows,
        bar: atMost(1.5),
        kind: "ratio",
      },
    ];
  });
}

async function handOver(product: Product, kind: "buffer" | "rows"): Promise<number> {
  const lines = await product.linesOf(() => product.run(buildHandOver(kind)));
  const at = (word: string): number => Number(lines.find((line) => line.startsWith(`${word} at `))?.split(" at ")[1]);
  return at("read") - at("saving");
}

function buildHandOver(kind: string): JsonObject {
  const steps = [
    { name: "save", file: "SaveLarge", kind, megabytes, output_to: ["read"] },
    { name: "read", file: "ReadLarge" },
  ];
  return { name: "large", app_variables: [], steps };
}
