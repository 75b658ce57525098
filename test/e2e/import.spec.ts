import type { Locator, Page } from "@playwright/test";
import { dropFiles } from "./support/dropFiles.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const shout = `import { BaseStep } from "sluice";
export default class Shout extends BaseStep {
  async execute(): Promise<void> {
    await this.saveDataForNextStep("loud");
  }
}
`;
const log = (name: string, message: string) => ({ name, file: "Log", message });

const host = new RealHost();
test.beforeAll(() => host.start());
test.afterAll(() => host.close());

async function openList(page: Page): Promise<{ editor: EditorPage; dialog: Locator }> {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await expect(page.getByRole("button", { name: "Import" })).toBeVisible();
  return { editor, dialog: page.getByRole("dialog") };
}

test("an application comes in over a published one as a draft, shows what it changes, and is taken back by undo", async ({
  page,
}) => {
  const flow = { name: "flow", app_variables: [], steps: [log("Say", "old")] };
  await host.save(flow);
  const { editor, dialog } = await openList(page);
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    },
    JSON.stringify({ ...flow, steps: [log("Say", "new"), log("More", "m")] }),
  );
  await dialog.getByRole("combobox", { name: "What happens to flow" }).click();
  await page.getByRole("option", { name: "Change it in your draft" }).click();
  await dialog.getByRole("button", { name: "Import" }).click();
  await expect(dialog).toContainText("changed in your draft");
  await dialog.getByRole("button", { name: "See what changes in flow" }).last().click();
  await expect(dialog.getByRole("region", { name: "added: More" })).toBeVisible();
  await expect(dialog.getByRole("region", { name: "changed: Say" })).toContainText("new");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Draft, 2 changes")).toBeVisible();
  await expect(editor.cards).toHaveCount(2);
  expect(await host.ask("GET", "/applications/flow/revisions")).toHaveLength(1);
  await editor.press("Control+z");
  await expect(editor.cards).toHaveCount(1);
  await expect(page.getByText("Published r1")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("what an import left open is filled in from its checklist, and then it runs", async ({ page }) => {
  const { editor, dialog } = await openList(page);
  const configuration = {
    name: "prod",
    configuration_data: [
      { name: "key", value: "$SECRET(crm)" },
      // As it comes from a host with another key.
      { name: "pw", value: `sluice:v1:01234567:${Buffer.alloc(40).toString("base64")}`, encrypted: true },
    ],
  };
  const application = {
    name: "carried",
    configuration: "prod",
    queue: "slow",
    app_variables: [],
    steps: [{ name: "Loud", file: "Shout", output_to: ["Say"] }, log("Say", "${config.key} ${config.pw}")],
  };
  const files = { "carried.json": JSON.stringify(application), "prod.json": JSON.stringify(configuration) };
  await dropFiles(page, files);
  await expect(dialog).toContainText("Needed by carried");
  await dialog.getByRole("button", { name: "Import" }).click();
  const list = dialog.getByRole("region", { name: "To do before it runs" });
  await expect(list.getByRole("listitem")).toHaveCount(5);
  expect(await editor.faults()).toEqual([]);

  await list.getByLabel("Value of crm").fill("hidden");
  await page.keyboard.press("Enter");
  await list.getByLabel("Value of pw").fill("hidden too");
  await list.getByRole("button", { name: "Set pw" }).click();
  await list.getByRole("button", { name: "Set slow" }).click();
  const done = list.getByRole("listitem").filter({ hasText: "done" });
  await expect(done).toHaveCount(3);
  // Whoever closes it finds the rest of it again with the same files.
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await dropFiles(page, files);
  await dialog.getByRole("button", { name: "Show what is left to do" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  const choose = async (name: string, text: string): Promise<void> => {
    const chosen = page.waitForEvent("filechooser");
    await list.getByRole("button", { name: "Choose its file: Shout" }).click();
    await (await chosen).setFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  };
  await choose("Other.ts", shout.replace("Shout", "Other"));
  await expect(dialog.getByRole("alert")).toContainText("Step class Shout is not among what was chosen");
  await choose("Shout.ts", shout);
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await expect(done).toHaveCount(1);
  expect(await editor.faults()).toEqual([]);

  await dialog.getByRole("button", { name: "Open carried" }).click();
  await expect(editor.cards).toHaveCount(2);
  await editor.press("Control+s");
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published r1")).toBeVisible();
  await editor.press("Control+Enter");
  await expect(editor.card("Say")).toContainText("Success");
  expect(editor.complaints).toEqual([]);
});
