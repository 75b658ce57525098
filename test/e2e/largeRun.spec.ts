import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readLargeFlow } from "../bench-ui/flows.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const { steps, ...flow } = readLargeFlow() as { name: string; steps: { name: string; runtime_ms?: number }[] };
const code = readFileSync(fileURLToPath(new URL("../fixtures/traceSteps/TraceTask.ts", import.meta.url)), "utf8");

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.ask("PUT", "/steps/TraceTask", { code });
  // What is looked at is the editor: the steps need not take their time.
  await host.save({ ...flow, steps: steps.map(({ runtime_ms: _, ...step }) => step) });
});
test.afterAll(() => host.close());

test("2,122 steps open, run, and one selects, reads, edits and takes back while they run and after it", async ({
  editor,
  page,
}) => {
  await page.goto(host.openLink());
  await page.getByRole("row").filter({ hasText: "2122" }).getByRole("link").click();
  await expect(editor.status).toContainText("2,122 steps");
  await expect.poll(() => editor.detail()).toBe("painted");
  await editor.press("Control+Enter");
  const news = page.getByRole("region", { name: "What happens in the run" });
  await expect(news).toContainText("The run began");

  // The run goes on while one works.
  const { name = "" } = steps.at(-1) ?? {};
  await editor.press("Control+f");
  await page.keyboard.type(name);
  await page.getByRole("region", { name: "Find" }).getByRole("button", { name }).first().click();
  await page.keyboard.press("Escape");
  await expect.poll(() => editor.selectionNews()).toBe(`${name} selected`);
  await editor.press("2", "d");
  await expect(editor.card(name)).toContainText("Disabled");
  await editor.press("Control+z");
  await expect(editor.card(name)).not.toContainText("Disabled");

  await expect(news).toContainText("The run succeeded");
  await expect(news).toContainText("2,122 of 2,122 steps ended");
  await expect(editor.card(name)).toContainText("Success");
  await editor.press("Enter");
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await panel.getByRole("tab", { name: "Output", exact: true }).click();
  await expect(panel.getByRole("tree", { name: "Tree" })).toContainText(name);
  await editor.press("1");
  await expect.poll(() => editor.detail()).toBe("painted");
  await expect.poll(() => editor.paintedWith("--sl-look-success")).toBeGreaterThan(1_000);
  await editor.press("Control+s");
  await expect(page.getByRole("dialog")).toContainText("There is nothing to publish");
});
