import { join } from "node:path";
import { atMost, type Measurement, time } from "../measure.ts";
import { Product } from "../Product.ts";
import { type Setting, withFolder } from "../Setting.ts";

const items = 10_000;

/** Its only step is disabled, so that no worker runs for it. */
const body = {
  name: "empty_body",
  app_variables: [{ name: "item", value: null }],
  steps: [{ name: "Nothing", file: "Log", message: "", disabled: true }],
};

const loop = {
  name: "loop",
  app_variables: [],
  steps: [
    {
      name: "Items",
      file: "Script",
      code: `return Array.from({ length: ${items} }, (_, n) => n);`,
      output_to: ["Each"],
    },
    { name: "Each", file: "ForEach", application: body.name },
  ],
};

/** One run for each of ten thousand items, with nothing to do in them. */
export function measureForEach({ isShort }: Setting): Promise<Measurement[]> {
  return withFolder(async (folder) => {
    const product = await Product.open({ folder: join(folder, "data"), workers: 2 });
    try {
      await product.host.services.applications.import(JSON.stringify(body), {
        fileName: "body.json",
        overwrite: false,
      });
      const takes: number[] = [];
      for (let round = 0; round < (isShort ? 1 : 3); round += 1) takes.push(await time(() => product.run(loop)));
      const [ours = Number.NaN] = takes.sort((one, other) => one - other).slice(takes.length >> 1);
      const what = `For each over ${items} items with an empty body`;
      return [{ what, unit: "ms", ours, bar: atMost(10_000), kind: "absolute" }];
    } finally {
      await product.close();
    }
  });
}
