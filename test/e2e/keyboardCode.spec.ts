import { readFileSync } from "node:fs";
import { CodePage } from "./support/CodePage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";
import { tabTo } from "./support/tabTo.ts";

const classOf = (line: string) => `import { BaseStep } from "sluice";

export default class Total extends BaseStep {
  override async execute() {
    ${line}
  }
}
`;
const sum =
  'await this.saveDataForNextStep((this.getDataFromStepByName("Rows") as number[]).reduce((a, b) => a + b, 0));';
const flow = {
  name: "sums",
  friendly_name: "sums",
  app_variables: [],
  steps: [
    { name: "Rows", file: "Script", code: "return [1, 2, 3];", output_to: ["Total"] },
    { name: "Total", file: "Total" },
  ],
};

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.ask("PUT", "/steps/Total", { code: classOf(sum) });
  await host.save(flow);
});
test.afterAll(() => host.close());

const saved = (step: string): Promise<unknown> =>
  (host.ask("GET", `/runs/last/steps/${step}/data`) as Promise<{ value: unknown }>).then(
    ({ value }) => value,
    () => undefined,
  );

/** The application without ids: those of what was deleted stay with it. */
const published = async (): Promise<unknown> =>
  JSON.parse(
    JSON.stringify(await host.ask("GET", "/applications/sums"), (key, value: unknown) =>
      key === "id" ? undefined : value,
    ),
  );

test("code is mended, one step tried with typed data, another pinned, and the flow exported and imported, by keyboard alone", async ({
  page,
  editor,
}) => {
  const { keyboard } = page;
  const code = new CodePage(page);
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  const dialog = page.getByRole("dialog");
  // Whoever takes the mouse fails: what is thrown in the page is a complaint of the browser.
  await page.addInitScript(() => {
    addEventListener("pointerdown", () => {
      throw new Error("The mouse was used.");
    });
  });
  await page.goto(host.openLink());
  await tabTo(page, page.getByRole("link", { name: "sums", exact: true }));
  await keyboard.press("Enter");
  await expect(editor.cards).toHaveCount(2);
  const goTo = async (name: string): Promise<void> => {
    await editor.press("Escape");
    for (let presses = 0; presses < 2 && (await editor.selectionNews()) !== `${name} selected`; presses += 1) {
      const before = await editor.selectionNews();
      await editor.press("]");
      await expect.poll(() => editor.selectionNews()).not.toBe(before);
    }
    await expect.poll(() => editor.selectionNews()).toBe(`${name} selected`);
  };

  await editor.press("Control+Enter");
  await expect(editor.card("Total")).toContainText("Success");
  await goTo("Total");
  await editor.press("e");
  await expect(code.text).toContainText("class Total");
  await tabTo(page, panel.getByRole("textbox", { name: "Code of Total" }));
  await keyboard.press("Control+a");
  await keyboard.insertText(classOf("const wrong: number = 'text';"));
  await expect(code.errors).toHaveCount(1);
  await keyboard.press("Control+a");
  await keyboard.insertText(classOf(sum));
  await expect(code.errors).toHaveCount(0);
  await expect(code.state("Draft saved")).toBeVisible();

  await editor.press("t");
  const source = panel.getByRole("combobox", { name: "Data of its producers" });
  await tabTo(page, source);
  await keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "Typed by hand" })).toBeVisible();
  await keyboard.press("ArrowUp");
  await keyboard.press("Enter");
  await expect(source).toHaveValue("Typed by hand");
  await tabTo(page, panel.getByRole("button", { name: "Edit", exact: true }));
  await keyboard.press("Enter");
  await expect(panel.getByRole("textbox", { name: "Test data as JSON" })).toBeFocused();
  await keyboard.press("Control+a");
  await keyboard.insertText("[10, 20]");
  await tabTo(page, panel.getByRole("button", { name: "Use", exact: true }));
  await keyboard.press("Enter");
  await expect(panel.getByRole("button", { name: "Edit", exact: true })).toBeFocused();
  await tabTo(page, panel.getByRole("button", { name: "Run this step" }));
  await keyboard.press("Enter");
  await expect(panel.getByRole("region", { name: "How the test went" })).toContainText("30");

  await editor.press("Control+Enter");
  await expect.poll(() => saved("Total")).toBe(6);
  await goTo("Rows");
  await keyboard.press("ContextMenu");
  await expect(page.getByRole("menuitem", { name: "Open the step" })).toBeFocused();
  await tabTo(page, page.getByRole("menuitem", { name: /^Pin the output/ }), "ArrowDown");
  await keyboard.press("Enter");
  await expect(page.getByText("1 step gives pinned data in runs from here")).toBeVisible();
  await editor.press("Control+Enter");
  await expect(editor.card("Rows")).toContainText("Pinned");
  await expect(editor.card("Total")).toContainText("Success");

  const downloading = page.waitForEvent("download");
  await editor.runCommand("Export with all it needs");
  const path = await (await downloading).path();
  const before = await published();
  await tabTo(page, page.getByRole("link", { name: "Applications", exact: true }).first());
  await keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Actions for sums", exact: true }));
  await keyboard.press("Enter");
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await tabTo(page, page.getByRole("menuitem", { name: "Delete", exact: true }), "ArrowDown");
  await keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "sums", exact: true })).toHaveCount(0);

  const choosing = page.waitForEvent("filechooser");
  await tabTo(page, page.getByRole("button", { name: "Import", exact: true }));
  await keyboard.press("Enter");
  await (await choosing).setFiles({ name: "sums.zip", mimeType: "application/zip", buffer: readFileSync(path) });
  await tabTo(page, dialog.getByRole("button", { name: "Import", exact: true }));
  await keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Open sums", exact: true }).last());
  await keyboard.press("Enter");
  await expect(editor.cards).toHaveCount(2);
  await editor.press("Control+s");
  await tabTo(page, dialog.getByRole("button", { name: /ublish$/ }));
  await keyboard.press("Enter");
  await expect(page.getByText("Published r", { exact: false }).first()).toBeVisible();
  expect(await published()).toEqual(before);
});
