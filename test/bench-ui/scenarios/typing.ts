import { atMost, type Measurement } from "../../bench/measure.ts";
import { buildGrid, percentile } from "../flows.ts";
import type { Stage } from "../Stage.ts";

const fields = 40;
const keys = 200;

const parameters = Array.from({ length: fields }, (_, index) => `  f${index}: text({ title: "Field ${index}" }),`);
const code = `import { BaseStep, defineParameters, text } from "sluice";
const parameters = defineParameters({
${parameters.join("\n")}
});
export default class ManyFields extends BaseStep.with(parameters) {
  override async execute() {}
}
`;

/** From a key to the change of the page, in one of forty fields of a step of a thousand. */
export async function measureTyping(stage: Stage): Promise<Measurement[]> {
  await stage.host.ask("PUT", "/steps/ManyFields", { code });
  const document = buildGrid("typing", 1_000);
  const [first, ...others] = document.steps as object[];
  const { page } = await stage.show({
    ...document,
    steps: [{ ...first, file: "ManyFields" }, ...others] as never,
  });
  await page.goto(`${page.url()}?step=${await stage.host.stepIdOf("typing", 0)}`);
  const field = page.getByRole("complementary", { name: "Step", exact: true }).getByLabel("Field 20", { exact: true });
  await field.fill("x");
  await page.evaluate(() => {
    window.meter.keys = [];
    window.meter.longestTask = 0;
  });
  for (let count = 0; count < keys; count += 1) await page.keyboard.press("a");
  const { keys: latencies, longestTask } = await page.evaluate(() => window.meter);
  if (latencies.length < keys) throw new Error(`Only ${latencies.length} of ${keys} keys changed the page.`);
  await page.close();
  const what = `key in a form of ${fields} fields, 1,000 steps`;
  return [
    {
      what: `${what}: to the change of the page, 95 %`,
      unit: "ms",
      ours: percentile(latencies, 0.95),
      bar: atMost(16),
      kind: "absolute",
    },
    { what: `${what}: longest task`, unit: "ms", ours: longestTask, bar: atMost(50), kind: "absolute" },
  ];
}
