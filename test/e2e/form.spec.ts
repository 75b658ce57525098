import { CodePage } from "./support/CodePage.ts";
import { expect, test } from "./support/editorTest.ts";
import { FormPage } from "./support/FormPage.ts";

test("a value is typed, chosen, switched and set back, each as one gesture", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  const before = await form.entry();
  await form.field("URL").fill("http://example.com");
  await page.keyboard.press("Enter");
  await form.field("Verify").click({ force: true });
  await form.field("Method").click();
  await page.getByRole("option", { name: "Post" }).click();
  // What was hidden is asked for now.
  await form.field("Payload").fill('{"id": 5}');
  await page.keyboard.press("Tab");
  await expect
    .poll(() => form.entry())
    .toMatchObject({
      url: "http://example.com",
      verify: true,
      method: "POST",
      payload: { id: 5 },
    });
  await form.tool("Set Method back to its default").click();
  await expect(form.field("Payload")).toHaveCount(0);
  expect(await form.entry()).not.toHaveProperty("method");
  for (let gesture = 0; gesture < 5; gesture += 1) await editor.press("Control+z");
  await expect.poll(() => form.entry()).toEqual(before);
});

test("a pause while typing stores what is there, and all of a visit is undone at once", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await form.field("Body").pressSequentially("Good ");
  await expect.poll(async () => (await form.entry()).body).toBe("Good ");
  await form.field("Body").pressSequentially("morning");
  await expect.poll(async () => (await form.entry()).body).toBe("Good morning");
  await form.field("URL").focus();
  await editor.press("Control+z");
  await expect.poll(async () => (await form.entry()).body).toBeUndefined();
  await expect(page.getByRole("button", { name: "Redo" })).toBeEnabled();
});

test("what does not fit is said beside the field and kept", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await form.field("Retries").fill("9");
  await expect(page.getByText("Takes at most 5, not 9")).toBeVisible();
  await form.field("Pause").fill("soon");
  await page.keyboard.press("Enter");
  await expect(page.getByText('Takes seconds, or text such as "1h 30m"')).toBeVisible();
  await form.field("URL").focus();
  await page.keyboard.press("Tab");
  await expect(page.getByText("This is required.")).toBeVisible();
  await expect.poll(() => form.entry()).toMatchObject({ retries: 9, pause: "soon" });
});

test("an expression stays one while its variable is replaced by another", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await form.field("URL").fill("${config.host}");
  await expect.poll(async () => (await form.entry()).url).toBe("${config.host}");
  // For a moment there is no variable in it.
  await form.field("URL").fill("${");
  await expect.poll(async () => (await form.entry()).url).toBe("${");
  await expect(form.tool("URL as an expression")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.type("appvar.city}");
  await expect.poll(async () => (await form.entry()).url).toBe("${appvar.city}");
});

test("an expression begins with its sign and is completed by keys alone", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await form.field("URL").pressSequentially("http://${ho");
  await expect(page.getByRole("option")).toHaveText(["config.hostconfiguration"]);
  await page.keyboard.press("Enter");
  await page.keyboard.type("/${ap");
  await page.keyboard.press("Tab");
  await expect(form.field("URL")).toHaveValue("http://${config.host}/${appvar.city}");
  await expect(form.tool("URL as an expression")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.type("${step_func.");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(form.field("URL")).toHaveValue(/\$\{step_func\.today \}$/);
  await page.keyboard.press("Enter");
  // As a plain value the same text is a literal.
  await form.tool("URL as an expression").click();
  await expect.poll(async () => (await form.entry()).url).toContain("$${config.host}");
  await expect(form.field("URL")).toHaveValue(/^http:\/\/\$\{config\.host\}/);
});

test("lists and mappings are rows that keep the form they were written in", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await page.getByRole("textbox", { name: "Headers, value 2" }).fill("4");
  await page.getByRole("textbox", { name: "Headers, name 3" }).fill("x-id");
  await page.keyboard.press("Tab");
  await page.keyboard.type("7");
  await page.getByRole("textbox", { name: "Hosts, item 1" }).fill("one");
  await page.getByRole("textbox", { name: "Hosts, item 2" }).fill("two");
  await form.field("URL").focus();
  await expect
    .poll(() => form.entry())
    .toMatchObject({
      headers: { accept: "text/plain", tries: 4, "x-id": "7" },
      hosts: ["one", "two"],
    });
  await page.getByRole("group", { name: "Hosts" }).getByRole("button", { name: "Remove row 1" }).click();
  await expect.poll(async () => (await form.entry()).hosts).toEqual(["two"]);
});

test("names are offered from where they are, and a secret is only ever a variable", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await form.field("Source").click();
  await expect(page.getByRole("option")).toHaveText(["Read", "Many"]);
  await page.getByRole("option", { name: "Read" }).click();
  await form.field("Lane").fill("sl");
  await page.getByRole("option", { name: "slow" }).click();
  await form.field("Password").click();
  await page.getByRole("option", { name: "token" }).click();
  await form.field("URL").focus();
  await expect
    .poll(() => form.entry())
    .toMatchObject({ source: "Read", lane: "slow", password: "${config.token}", strange: [1, 2] });
});

test("choices come from the class when the list is opened, say why there are none, and are asked for again", async ({
  editor,
  page,
}) => {
  const form = await FormPage.open(editor, "Form");
  const hall = form.panel.getByRole("combobox", { name: "Hall" }).or(form.panel.getByRole("textbox", { name: "Hall" }));
  await hall.click();
  await expect(page.getByRole("option", { name: "3 more; type to use one" })).toBeVisible();
  await page.getByRole("option", { name: "North hall" }).click();
  await expect.poll(async () => (await form.entry()).hall).toBe("north");
  await expect(hall).toHaveValue("North hall");
  await form.tool("Ask again for Hall").click();
  await hall.click();
  await expect(page.getByRole("option", { name: "No choices: RangeError: the server is away" })).toBeVisible();
  await hall.fill("attic");
  await page.getByRole("option", { name: "attic" }).click();
  await expect.poll(async () => (await form.entry()).hall).toBe("attic");
  expect(await editor.faults()).toEqual([]);
});

test("what an expression would be stands beneath its field", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await form.field("URL").fill("http://${config.host}/${rows[0].id}");
  const resolved = page.getByRole("status", { name: "What it would be" });
  await expect(resolved).toHaveText("=http://db.example/7text");
  await form.field("URL").fill("${config.hst} ${row}");
  await expect(resolved).toContainText("There is no config.hst in the configuration. Did you mean config.host?");
  await expect(resolved).toContainText("The data has no row.");
  await form.field("URL").fill("${step_func.loud hello}");
  await expect(resolved).toContainText("step_func.loud hello is a function of the class.");
  await page.getByRole("button", { name: "Call it" }).click();
  await expect(resolved).toHaveText("=HELLOtext");
  await form.field("URL").fill("${later.id}");
  await expect(resolved).toContainText("No data yet for later.id: run the steps before this one.");
  await page.getByRole("button", { name: "Run Read alone" }).click();
  await expect.poll(() => page.evaluate(() => window.runs.started.at(-1)?.only?.step)).toBe("step-0");
  await form.field("URL").fill("plain");
  await expect(resolved).toHaveCount(0);
  await form.field("URL").pressSequentially("${rows[0]");
  await expect(page.getByRole("option")).toHaveText(["rows[0].id7data"]);
});

test("code is written in the code editor, left by Escape, marked where it is wrong and undone as one gesture", async ({
  editor,
  page,
}) => {
  const form = await FormPage.open(editor, "Form");
  const code = new CodePage(page);
  await code.paste("const count: number = 'many';\nreturn count;");
  await expect.poll(async () => (await form.entry()).script).toBe("const count: number = 'many';\nreturn count;");
  await expect(code.errors).toHaveCount(1);
  // Tab belongs to the code until Escape says otherwise; the form goes on behind it.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(form.tool("Hosts as an expression")).toBeFocused();
  await code.paste("return ");
  await page.keyboard.type("input + 1;");
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await form.entry()).script).toBe("return input + 1;");
  await editor.press("Control+z");
  await expect(code.text).toContainText("return count;");
  await editor.press("Control+z");
  await expect.poll(async () => (await form.entry()).script).toBeUndefined();
  await expect(code.text).toHaveText("");
  expect(await editor.faults()).toEqual([]);
});

test("a script knows what Node has, and need not say of which type its parameters are", async ({ editor, page }) => {
  await FormPage.open(editor, "Form");
  const code = new CodePage(page);
  const known = [
    'import { readFile } from "node:fs/promises";',
    "export default async function (input, step, { limit }) {",
    '  console.log(new URL("x", import.meta.resolve("sluice")), await fetch("x"), Buffer.from("x"), process.env.HOME);',
    "  setTimeout(() => readFile(input, limit), 1, new AbortController().signal, step.logger);",
  ];
  await code.paste([...known, "  return noSuchName;", "}"].join("\n"));
  await expect(code.errors).toHaveCount(1);
  await expect(code.warnings).toHaveCount(0);
  await code.errors.hover({ force: true });
  await expect(page.locator(".monaco-hover").filter({ hasText: "noSuchName" }).first()).toBeVisible();
});

test("the tabs of a step stand in one line, and those that do not fit are reached by mouse and by keys", async ({
  editor,
  page,
}) => {
  const form = await FormPage.open(editor, "Form");
  const strip = page.getByRole("tablist", { name: "About the step" });
  const tabs = strip.getByRole("tab");
  const names = ["Parameters", "Input", "Output", "Custom Run", "Code", "Log", "Retry and errors", "Wires", "Help"];
  await expect(tabs).toHaveText(names);
  const tops = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
  const [first, last] = [tabs.first(), tabs.last()];
  await expect(last).not.toBeInViewport({ ratio: 1 });
  await form.panel.getByTitle("More tabs").click();
  await expect(last).toBeInViewport({ ratio: 1 });
  await last.click();
  expect(await editor.faults()).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(first).toBeInViewport({ ratio: 1 });
});

test("an error edge is made and taken away where retries are set", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await page.getByRole("tab", { name: "Retry and errors" }).click();
  const field = form.field("After its last failure go to");
  await field.fill("a");
  // What it gets its data from would close a circle.
  await expect(page.getByRole("option", { name: "Read" })).toHaveCount(0);
  await page.getByRole("option", { name: "Many" }).click();
  await expect.poll(() => form.entry()).toMatchObject({ error_to: ["Many"] });
  await page.getByRole("tab", { name: "Wires" }).click();
  await expect(form.panel.getByRole("button", { name: "Disconnect Many" })).toBeVisible();
  await page.getByRole("tab", { name: "Retry and errors" }).click();
  await field.press("Backspace");
  await expect.poll(async () => (await form.entry())?.error_to ?? []).toEqual([]);
  await editor.press("Control+z");
  await expect.poll(() => form.entry()).toMatchObject({ error_to: ["Many"] });
  expect(await editor.faults()).toEqual([]);
});

test("retries are set and their waits drawn, and a step is disabled", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await page.getByRole("tab", { name: "Retry and errors" }).click();
  await expect(page.getByText("No retries: a failure is final.")).toBeVisible();
  await form.field("Retries").fill("4");
  await form.field("Wait longer each time").click({ force: true });
  const waits = page.getByRole("figure", { name: "Waits before the retries" });
  await expect(waits.getByRole("listitem")).toHaveText([/1\s?s$/, /2\s?s$/, /4\s?s$/, /8\s?s$/]);
  await form.field("Disabled").click({ force: true });
  await expect.poll(() => form.entry()).toMatchObject({ retry_max: 4, retry_backoff: true, disabled: true });
  await form.field("Time limit, seconds").fill("soon");
  await expect(page.getByText("Takes a number")).toBeVisible();
  expect(await editor.faults()).toEqual([]);
});

test("JSON looks like an expression only where it has a variable", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await form.field("Method").click();
  await page.getByRole("option", { name: "Post" }).click();
  const payload = form.field("Payload");
  const colour = (): Promise<string> => payload.evaluate((field) => getComputedStyle(field).borderColor);
  await payload.fill('{"id": "${id}"}');
  await form.field("URL").focus();
  const ofExpression = await colour();
  await payload.fill('{"id": 5}');
  await form.field("URL").focus();
  expect(await colour()).not.toBe(ofExpression);
});

test("the form has no fault", async ({ editor, page }) => {
  const form = await FormPage.open(editor, "Form");
  await page.getByRole("button", { name: "2 more options" }).click();
  await form.field("Retries").fill("9");
  await form.field("URL").pressSequentially("${");
  await expect(page.getByRole("listbox")).toBeVisible();
  expect(await editor.faults()).toEqual([]);
});

test("the parameters are edited as one JSON text, which is stored while it is JSON and undone as one gesture", async ({
  editor,
  page,
}) => {
  const form = await FormPage.open(editor, "Form");
  const code = new CodePage(page);
  const before = await form.entry();
  await form.tool("Show the parameters as a form or as JSON").click();
  await expect(code.text).toContainText('"strange"');
  await code.paste('{ "url": "http://one", "retries": 3 }');
  await expect.poll(() => form.entry()).toEqual({ name: "Form", file: "EveryKind", url: "http://one", retries: 3 });
  await code.paste('{ "url": "http://two", "name": "Other" }');
  await expect(form.panel.getByRole("alert")).toContainText("it is no parameter but of every step: name");
  await code.paste('{ "url": ');
  await expect(form.panel.getByRole("alert")).toContainText("Not stored yet");
  expect((await form.entry()).url).toBe("http://one");
  await code.paste('{ "url": "http://three" }');
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await form.entry()).url).toBe("http://three");
  expect(await editor.faults()).toEqual([]);
  await editor.press("Control+z");
  await expect.poll(() => form.entry()).toEqual(before);
  await expect(code.text).toContainText('"strange"');
  // What is broken waits where it was typed until it is mended or dropped.
  await code.paste('{ "url": "http://four", ');
  await expect(form.panel.getByRole("alert")).toContainText("Not stored yet");
  await editor.card("Read").click();
  await expect(form.panel).toContainText("Read");
  await editor.card("Form").click();
  await expect(code.text).toContainText("http://four");
  await expect(form.panel.getByRole("alert")).toContainText("Not stored yet");
  expect(await editor.faults()).toEqual([]);
  await form.panel.getByRole("button", { name: "Show what is stored instead" }).click();
  await expect(code.text).toContainText('"strange"');
  await form.tool("Show the parameters as a form or as JSON").click();
  await expect(form.field("URL")).toBeVisible();
});

test("F12 goes from a name in an expression to its variable, and to the step that saves the data", async ({
  editor,
  page,
}) => {
  const form = await FormPage.open(editor, "Form");
  await form.field("URL").fill("http://${config.host}/${appvar.city}/${rows[0].id}");
  for (let count = 0; count < 3; count += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F12");
  await expect(page.getByRole("tab", { name: "Output", selected: true })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toContainText("Read");
  await editor.card("Form").click();
  await page.getByRole("tab", { name: "Parameters" }).click();
  await form.field("URL").focus();
  await page.keyboard.press("Home");
  for (let count = 0; count < 12; count += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F12");
  await expect(page.getByLabel("Value of host")).toBeFocused();
  await editor.card("Form").click();
  await editor.press("Enter");
  await form.field("URL").focus();
  await page.keyboard.press("Home");
  for (let count = 0; count < 26; count += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F12");
  await expect(page.getByLabel("Name of city")).toBeFocused();
  await editor.card("Form").click();
  await form.field("URL").fill("${appvar.town}");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F12");
  await expect(page.getByText("The application has no variable town")).toBeVisible();
  await expect(form.field("URL")).toBeFocused();
  // What is missing is added where it is missed.
  await editor.button("Add town to the variables of the application").click();
  const { app_variables } = (await editor.stored()).document;
  expect(app_variables).toContainEqual({ name: "town" });
  expect(editor.complaints).toEqual([]);
});
