import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const pictures = process.env.SLUICE_PICTURES;
const flow = (message: string) => ({
  name: "flow",
  app_variables: [],
  steps: [
    { name: "First", file: "Log", message: "one", output_to: ["Second"] },
    { name: "Second", file: "Log", message },
  ],
});

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow("two"));
});
test.afterAll(() => host.close());

test("what changed in the draft and since an old revision is marked on the cards, and found", async ({
  editor,
  page,
}) => {
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "flow", exact: true }).click();
  await expect(editor.canvas).toBeVisible();
  await expect(page.getByRole("button", { name: "Published r1" })).toBeVisible();
  // The number is that of the differences, and where nothing differs it says so.
  await editor.card("First").click();
  const toggle = (): Promise<void> => editor.runCommand("Disable or enable");
  const stands = (words: string): Promise<void> =>
    expect(page.getByRole("status").getByRole("button", { name: words, exact: true })).toBeVisible();
  for (const count of [1, 2, 3]) {
    await toggle();
    await stands(count === 2 ? "Published r1" : "Draft, 1 change");
  }
  await page.getByRole("button", { name: "Draft, 1 change" }).click();
  await expect(page.getByRole("dialog")).toContainText("1 change");
  await expect(page.getByRole("dialog").getByRole("region")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await editor.runCommand("Discard the draft");
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await stands("Published r1");
  await page.reload();
  await expect(editor.card("First")).toBeVisible();
  await editor.press("Control+z");
  await stands("Draft, 1 change");
  await editor.press("Control+z");
  await stands("Published r1");
  await editor.card("First").click();
  await editor.runCommand("Disable or enable");
  // What the button says is its name, and is told when it changes.
  await expect(page.getByRole("status").getByRole("button", { name: "Draft, 1 change" })).toBeVisible();
  await expect(editor.card("First")).not.toContainText("Changed");
  await editor.runCommand("Mark the changes");
  await expect(editor.card("First")).toContainText("Changed");
  await expect(editor.card("Second")).not.toContainText(/Changed|Moved|Added/);
  if (pictures !== undefined) {
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `${pictures}/changes-${scheme}.png` });
    }
  }
  expect(await editor.faults()).toEqual([]);
  // Painted cards have the same mark.
  await page.evaluate(() => {
    const shown = { deltaY: 1_200, ctrlKey: true, bubbles: true, cancelable: true, clientX: 640, clientY: 400 };
    document.querySelector(".react-flow__pane")?.dispatchEvent(new WheelEvent("wheel", shown));
  });
  await expect.poll(() => editor.detail()).toBe("painted");
  await expect.poll(() => editor.paintedWith("--sl-look-retrying")).toBeGreaterThan(10);
  await editor.runCommand("Mark the changes");
  await expect.poll(() => editor.paintedWith("--sl-look-retrying")).toBe(0);
  await editor.press("1");
  await expect(editor.card("First")).not.toContainText("Changed");
  await editor.press("Control+f");
  await page.getByRole("textbox", { name: "Find" }).fill("is:changed");
  const found = page.getByRole("region", { name: "Find" });
  await expect(found.getByRole("listitem")).toHaveText([/First/]);

  await host.save(flow("three"));
  await page.goto(`${new URL(page.url()).origin}/applications/flow/revisions/1`);
  await expect(editor.card("Second")).toContainText("Changed");
  await expect(editor.card("First")).not.toContainText("Changed");
});
