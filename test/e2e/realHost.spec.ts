import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const flow = {
  name: "flow",
  app_variables: [],
  steps: [
    { name: "Load", file: "Script", code: "return [1, 2, 3];", output_to: ["Say"] },
    { name: "Say", file: "Log", message: "careful", level: "warning" },
  ],
};

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow);
});
test.afterAll(() => host.close());

test("a flow of the real host is opened by its link, run and watched, and no edit is lost when the host is killed", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "flow", exact: true }).click();
  await expect(editor.cards).toHaveCount(2);

  await page.getByRole("button", { name: /^Run/ }).first().click();
  await expect(editor.card("Load")).toContainText("Success");
  await expect(editor.card("Say")).toContainText("Warning");

  await editor.dropClass("Wait", { x: 640, y: 560 });
  await expect(editor.card("Wait")).toBeVisible();
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  expect(editor.complaints).toEqual([]);

  await host.kill();
  await host.start();
  await page.reload();
  await expect(editor.card("Wait")).toBeVisible();
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await editor.press("Control+z");
  await expect(editor.cards).toHaveCount(2);
});
