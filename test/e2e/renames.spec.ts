import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

const address = "http://${config.host}/a";
const mine = `import { BaseStep } from "sluice";

export default class Mine extends BaseStep {
  friendly_name = "Mine";

  execute() {
    this.log.flow(String(this.getDataFromStepByName("Begin")));
  }
}
`;
const say = (name: string, message: string, to?: string) => ({
  name,
  file: "Log",
  message,
  ...(to === undefined ? {} : { output_to: [to] }),
});

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  const data = [
    { name: "host", value: "old.example" },
    { name: "key", value: "swordfish-1", encrypted: true },
  ];
  await host.ask("POST", "/configurations", { name: "lab", friendly_name: "Lab", configuration_data: data });
  const flow = { app_variables: [], configuration: "lab" };
  await host.save({ ...flow, name: "here", friendly_name: "Here", steps: [say("Begin", address)] });
  await host.save({ ...flow, name: "there", friendly_name: "There", steps: [say("Ask", address)] });
  await host.save({ name: "free", friendly_name: "Free", app_variables: [], steps: [say("Ask", address)] });
});
test.afterAll(() => host.close());

async function open(page: EditorPage["page"], name: string, card: string): Promise<EditorPage> {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name, exact: true }).click();
  await expect(editor.card(card)).toBeVisible();
  await editor.rest();
  return editor;
}

test("a variable of the configuration is renamed with its uses in all applications", async ({ page }) => {
  const editor = await open(page, "Here", "Begin");
  await editor.press("Control+Alt+i");
  const section = page.getByRole("region", { name: "Configuration" });
  await section.getByLabel("Value of host").press("F2");
  await section.getByLabel("New name of host").fill("key");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The configuration has a variable key already.")).toBeVisible();
  await section.getByRole("button", { name: "Rename host (F2)" }).click();
  await section.getByLabel("New name of host").fill("server");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Rename host to server" });
  await expect(dialog.getByRole("region")).toHaveCount(3);
  await expect(dialog.getByRole("region", { name: "Here", exact: true }).getByRole("checkbox")).toBeChecked();
  await expect(dialog.getByRole("region", { name: "There" }).getByRole("checkbox")).toBeChecked();
  await expect(dialog.getByRole("region", { name: /^Free \(not aligned/ }).getByRole("checkbox")).not.toBeChecked();
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(section.getByLabel("Value of server")).toHaveValue("old.example");
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  const drafts = await Promise.all(
    ["here", "there", "free"].map((name) => host.ask("GET", `/applications/${name}/draft?client=test`)),
  );
  expect(drafts.map((draft) => (draft as { document: { steps: object[] } }).document.steps[0])).toMatchObject([
    { message: "http://${config.server}/a" },
    { message: "http://${config.server}/a" },
    { message: address },
  ]);
  await section.getByRole("button", { name: "Rename key (F2)" }).click();
  await section.getByLabel("New name of key").fill("token");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(section.getByLabel("New value of token")).toHaveAttribute("placeholder", "Set. Type to replace it.");
  expect(editor.complaints).toEqual([]);
});

test("renaming a step asks for the code of own step classes too, and changes its draft", async ({ page }) => {
  await host.ask("POST", "/steps", { name: "Mine", data: mine });
  const steps = [say("Begin", "x", "Own"), { name: "Own", file: "Mine" }];
  await host.save({ name: "coded", app_variables: [], steps });
  const editor = await open(page, "coded", "Own");
  await editor.card("Begin").click();
  await editor.press("F2");
  await page.keyboard.type("Start");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Rename Begin to Start" });
  const group = dialog.getByRole("region", { name: "Your own step classes" });
  await expect(group.getByRole("checkbox", { name: "Mine" })).toBeChecked();
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(editor.card("Start")).toBeVisible();
  const code = async () => ((await host.ask("GET", "/steps/Mine/draft").catch(() => ({}))) as { code?: string }).code;
  await expect.poll(code).toContain('getDataFromStepByName("Start")');
  // Undo takes back both, after a reload too.
  await page.reload();
  await expect(editor.card("Start")).toBeVisible();
  await editor.rest();
  await editor.press("Control+z");
  await expect(editor.card("Begin")).toBeVisible();
  await expect.poll(code).toContain('getDataFromStepByName("Begin")');
  expect(editor.complaints).toEqual([]);
});

test("a step is tested with other parameters, and the draft stays as it is", async ({ page }) => {
  await host.save({ name: "tried", app_variables: [], steps: [say("Say", "of the draft")] });
  const editor = await open(page, "tried", "Say");
  await editor.card("Say").click();
  await editor.runCommand("Test this step");
  await page.getByRole("button", { name: "Other parameters for this run" }).click();
  await page.getByLabel("Message", { exact: true }).fill("of this run");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Other parameters for this run" })).toContainText("1 other");
  expect(await editor.faults()).toEqual([]);
  await page.getByRole("button", { name: "Run this step" }).click();
  const result = page.getByRole("region", { name: "How the test went" });
  await expect(result).toContainText("of this run");
  await expect(page.getByText("Draft, ")).toHaveCount(0);
  expect(editor.complaints).toEqual([]);
});

test("where an expression has no data yet its producer is run alone", async ({ page }) => {
  const made = { name: "Make", file: "Script", code: "return { city: 'Oslo' };", output_to: ["Say"] };
  const steps = [say("First", "x", "Make"), made, say("Say", "${city}")];
  await host.save({ name: "empty", app_variables: [], steps });
  const editor = await open(page, "empty", "Say");
  await editor.card("Say").click();
  await editor.press("Enter");
  await expect(page.getByRole("button", { name: "With all it needs" })).toBeVisible();
  await page.getByRole("button", { name: "Run Make alone" }).click();
  await expect(page.getByRole("status", { name: "What it would be" })).toContainText("Oslo");
  await expect(editor.card("Make")).toContainText("Success");
  await expect(editor.card("Say")).not.toContainText("Success");
  expect(editor.complaints).toEqual([]);
});

test("another run that is chosen has its address, and going back shows the run before", async ({ page }) => {
  await host.save({ name: "often", app_variables: [], steps: [say("Say", "x")] });
  const start = async () => ((await host.ask("POST", "/applications/often/run?wait=60", {})) as { id: string }).id;
  const [first, second] = [await start(), await start()];
  const editor = await open(page, "often", "Say");
  const choose = async (index: number): Promise<void> => {
    await page.getByRole("button", { name: "Show another run" }).click();
    await page.getByRole("menuitem").nth(index).click();
  };
  await choose(0);
  await expect(page).toHaveURL(new RegExp(`run=${second}$`));
  await choose(1);
  await expect(page).toHaveURL(new RegExp(`run=${first}$`));
  const isShown = async (index: number): Promise<void> => {
    await page.getByRole("button", { name: "Show another run" }).click();
    await expect(page.getByRole("menuitem").nth(index)).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("Escape");
  };
  await isShown(1);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`run=${second}$`));
  await isShown(0);
  // A run that begins is the one that the address names from then on.
  await editor.press("Control+Enter");
  await expect(page).toHaveURL((url) => ![null, first, second].includes(url.searchParams.get("run")));
  await expect(editor.card("Say")).toContainText("Success");
  const begun = new URL(page.url()).searchParams.get("run");
  await page.reload();
  await expect(editor.card("Say")).toContainText("Success");
  expect(new URL(page.url()).searchParams.get("run")).toBe(begun);
  expect(editor.complaints).toEqual([]);
});

test("renaming an application says what uses it, and offers a copy where its identifier is fixed", async ({ page }) => {
  await host.save({ name: "child", app_variables: [], steps: [say("Say", "x")] });
  const call = { name: "Call", file: "TriggerApplication", application: "child" };
  await host.save({ name: "parent", app_variables: [], steps: [call] });
  const editor = await open(page, "child", "Say");
  await editor.runCommand("Rename the application");
  const dialog = page.getByRole("dialog", { name: "Rename the application" });
  await expect(dialog.getByRole("region", { name: "Where it is used" })).toContainText("Application parent, step Call");
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Save as another one" }).click();
  await expect(page.getByRole("dialog", { name: "Save as another application" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Identifier" })).toHaveValue("child-copy");
  expect(editor.complaints).toEqual([]);
});
