import { fileURLToPath } from "node:url";
import { buildUi } from "../../core/cli/bin/buildUi.mjs";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const pathOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const flow = {
  name: "flow",
  app_variables: [],
  steps: [
    { name: "Before", file: "Script", code: "return 1;", output_to: ["Slow"] },
    {
      name: "Slow",
      file: "Script",
      code: "await new Promise((resolve) => setTimeout(resolve, 5_000)); return 2;",
      output_to: ["After"],
    },
    { name: "After", file: "Log", message: "went on" },
  ],
  layout: {
    version: 1,
    steps: ["Before", "Slow", "After"].map((step, at) => ({
      id: `019b76da-abe8-74e6-a5bc-d7916f1acda${at}`,
      step,
      x: at * 280,
      y: 0,
    })),
    groups: [],
    notes: [],
  },
};

const host = new RealHost();
test.beforeAll(async () => {
  await buildUi({ page: pathOf("renderer"), outDir: pathOf("renderer/dist") });
  await host.start();
  await host.save(flow);
});
test.afterAll(() => host.close());

test("a host that dies while a run goes on is told, comes back by itself, and loses neither the run nor what was done", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "flow" }).click();
  await page.getByRole("button", { name: /^Run/ }).first().click();
  await expect(editor.card("Slow")).toContainText("Running");
  expect(editor.complaints).toEqual([]);

  await host.kill();
  await editor.dropClass("Wait", { x: 640, y: 560 });
  await expect(editor.card("Wait")).toBeVisible();
  await expect(editor.status.getByRole("alert")).toContainText("The host does not answer");

  await host.start();
  await expect(editor.status.getByRole("alert")).toHaveCount(0);
  await expect(editor.card("After")).toContainText("Success");
  await expect(editor.card("Slow")).toContainText("Success");
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await page.reload();
  await expect(editor.card("Wait")).toBeVisible();
});
