import { middleOf } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";

test("a flow opens with all its cards and edges in view", async ({ editor }) => {
  await editor.open("showcase");
  await expect(editor.cards).toHaveCount(12);
  await expect(editor.edges).toHaveCount(16);
  await expect(editor.card("Make the delivery plan")).toBeInViewport();
  await expect(editor.status).toContainText("12 steps");
  expect(await editor.gestures()).toBe(0);
});

test("one builds a flow: drop, choose, draw, insert on an edge", async ({ editor, page }) => {
  await editor.open("empty");
  await expect(page.getByText("An empty canvas")).toBeVisible();
  // That there is nothing yet is no error to whoever begins.
  await expect(editor.status.getByRole("button", { name: "1 problem" })).toHaveAttribute("data-errors", "false");
  await editor.dropClass("Script", { x: 420, y: 300 });
  await expect(editor.card("Script")).toBeVisible();

  // A wire that ends in the void asks for the next step.
  await editor.drawWire("Script", { x: 760, y: 420 });
  await editor.letGo();
  await page.getByRole("combobox", { name: "Which step?" }).fill("log");
  await page.keyboard.press("Enter");
  await expect(editor.card("Log")).toBeVisible();
  await expect(editor.edges).toHaveCount(1);

  // Dropped on the edge it takes its place.
  const [from, to] = [await middleOf(editor.card("Script")), await middleOf(editor.card("Log"))];
  await editor.dropClass("Wait", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
  await expect(editor.edges).toHaveCount(2);
  const { document } = await editor.stored();
  expect(document.steps).toMatchObject([
    { name: "Script", output_to: ["Wait"] },
    { name: "Log" },
    { name: "Wait", output_to: ["Log"] },
  ]);
});

test("a wire in a circle, to itself or twice is refused while it is drawn, with the reason", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  const before = await editor.gestures();
  await editor.drawWire("Make the delivery plan", editor.card("Read orders and weather"));
  await expect(page.getByText("This would close a circle")).toBeVisible();
  await editor.letGo();
  await editor.drawWire("Plan bikes", editor.card("Make the delivery plan"));
  await expect(page.getByText("These steps are connected this way already").first()).toBeVisible();
  await editor.letGo();
  await expect(editor.edges).toHaveCount(16);
  expect(await editor.gestures()).toBe(before);
});

test("an error edge begins at the lower border and is an edge of its own kind", async ({ editor }) => {
  await editor.open("showcase");
  await editor.drawWire("Plan bikes", editor.card("Tell the drivers"), "error");
  await editor.letGo();
  await expect(editor.edges).toHaveCount(17);
  const { document } = await editor.stored();
  expect(document.steps).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: "Plan bikes", error_to: ["Tell the drivers"] })]),
  );
});

test("dragging moves what is selected and is one gesture that can be undone", async ({ editor }) => {
  await editor.open("showcase");
  const other = await middleOf(editor.card("Plan vans"));
  await editor.card("Plan bikes").click();
  await editor.card("Plan vans").click({ modifiers: ["Control"] });
  const start = await middleOf(editor.card("Plan bikes"));
  await editor.dragBy(editor.card("Plan bikes"), 60, 40);
  await expect.poll(() => editor.gestures()).toBe(1);
  const moved = await middleOf(editor.card("Plan bikes"));
  // The first move of the mouse begins the drag and is not part of it.
  expect(Math.abs(moved.x - start.x - 60)).toBeLessThan(12);
  const vans = await middleOf(editor.card("Plan vans"));
  expect(Math.round(vans.x - other.x)).toBe(Math.round(moved.x - start.x));
  await editor.press("Control+z");
  await expect.poll(async () => Math.round((await middleOf(editor.card("Plan bikes"))).x)).toBe(Math.round(start.x));
});

test("copy and paste go through the clipboard as text, and delete takes edges along", async ({
  editor,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await editor.open("showcase");
  await editor.card("Plan bikes").click();
  await editor.card("Make the delivery plan").click({ modifiers: ["Shift"] });
  await editor.press("Control+c");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(text)).toMatchObject({ sluice: 1, steps: [{}, {}] });
  await editor.press("Control+v");
  await expect(editor.cards).toHaveCount(14);
  await expect(editor.edges).toHaveCount(17);
  await editor.press("Delete");
  await expect(editor.cards).toHaveCount(12);
  await expect(editor.edges).toHaveCount(16);
});

test("a step is renamed in its place, and edges follow", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.card("Tell the drivers").click();
  await editor.press("F2");
  await page.getByRole("textbox", { name: "Name" }).fill("Inform the drivers");
  await page.keyboard.press("Enter");
  await expect(editor.card("Inform the drivers")).toBeVisible();
  await expect(editor.edges).toHaveCount(16);
  await expect(editor.canvas).toBeFocused();
});

test("a flow is built by keys alone", async ({ editor, page }) => {
  await editor.open("empty");
  await editor.press("a");
  await page.keyboard.type("script");
  await page.keyboard.press("Enter");
  await expect(editor.card("Script")).toBeVisible();
  await page.keyboard.press("a");
  await page.keyboard.type("transf");
  await page.keyboard.press("Enter");
  await page.keyboard.press("a");
  await page.keyboard.type("log");
  await page.keyboard.press("Enter");
  await expect(editor.edges).toHaveCount(2);
  await page.keyboard.press("[");
  await page.keyboard.press("d");
  await expect(editor.card("Transform")).toContainText("Disabled");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toContainText("Transform");
});

test("notes and groups are made, named and moved with what is in them", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.card("Plan bikes").click();
  await editor.card("Plan vans").click({ modifiers: ["Control"] });
  await editor.press("Control+g");
  await page.getByRole("textbox", { name: "Title of the group" }).fill("Vehicles");
  await page.keyboard.press("Enter");
  const title = page.getByText("Vehicles", { exact: true });
  await expect(title).toBeVisible();
  const start = await middleOf(editor.card("Plan vans"));
  await editor.dragBy(title, 40, 20);
  await expect.poll(async () => Math.round((await middleOf(editor.card("Plan vans"))).x - start.x)).toBeGreaterThan(30);
  await editor.press("n");
  await page.getByRole("textbox", { name: "Text of the note" }).fill("Ask Ada");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Ask Ada")).toBeVisible();
});

test("a run colours the cards, and F8 walks the failures", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.showRun("FAILURE", [
    { stepId: "step-0", state: "SUCCESS", startedAt: 0, finishedAt: 1240 },
    {
      stepId: "step-3",
      state: "FAILURE",
      startedAt: 0,
      finishedAt: 3000,
      error: { exception: "TypeError", message: "x is not a function", attempt: 1 },
    },
  ]);
  await expect(editor.card("Read orders and weather")).toContainText("Success");
  await expect(editor.card("Add up the orders")).toContainText("Failed");
  await editor.press("F8");
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toContainText("x is not a function");
});

test("a click selects and opens nothing; a double-click or Enter opens the step, and its card stays in view", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  const last = editor.card("Tell the drivers");
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await last.click();
  await expect.poll(() => editor.selectionNews()).toBe("Tell the drivers selected");
  await expect(panel).toBeHidden();

  await last.dblclick();
  await expect(panel).toContainText("Tell the drivers");
  await expect(page.getByRole("dialog", { name: "Add a step" })).toHaveCount(0);
  const rightOf = async (target: typeof panel): Promise<number> => {
    const box = await target.boundingBox();
    return (box?.x ?? 0) + (box?.width ?? 0);
  };
  await expect.poll(async () => (await rightOf(last)) < (await rightOf(editor.canvas))).toBe(true);

  await editor.press("Control+Alt+b");
  await expect(panel).toBeHidden();
  await editor.card("Plan bikes").click();
  await editor.press("Enter");
  await expect(panel).toContainText("Plan bikes");
});

test("the gear and the flask of a card open its parameters and its test", async ({ editor, page }) => {
  await editor.open("showcase");
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  for (const [button, tab] of [
    ["Test Add up the orders", "Custom Run"],
    ["Parameters of Add up the orders", "Parameters"],
  ] as const) {
    await editor.card("Add up the orders").hover();
    await editor.button(button).click();
    await expect(panel.getByRole("heading", { name: "Add up the orders" })).toBeVisible();
    await expect(panel.getByRole("tab", { name: tab, exact: true })).toHaveAttribute("aria-selected", "true");
  }
});

test("wires begin and end in the middle of their handles, level between cards of one row", async ({ editor }) => {
  await editor.open("showcase");
  // Half of a card of 56 below the place of the cards in the document.
  for (const [from, to, middle] of [
    ["Lock the stock for counting", "Reserve the parcels", 28],
    ["Find heavy parcels", "Make the delivery plan", 288],
  ] as const) {
    const heights = await editor.heightsOfWire(from, to);
    expect(heights.map((y) => Math.round(y * 100) / 100)).toEqual([middle, middle, middle, middle]);
    // The handles as they are on the page, which React Flow reads them from.
    const input = await middleOf(editor.card(to).locator('[data-handleid="in"]'));
    const output = await middleOf(editor.card(from).locator('[data-handleid="out:"]'));
    expect(Math.abs(input.y - output.y)).toBeLessThan(0.05);
  }
});

test("painted cards are selected by click, opened by double-click and moved by dragging", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.goFarAway();
  const from = await editor.middleOfPainted("Plan bikes");
  await page.mouse.click(from.x, from.y);
  await expect.poll(() => editor.selectionNews()).toBe("Plan bikes selected");
  const vans = await editor.middleOfPainted("Plan vans");
  await page.keyboard.down("Control");
  await page.mouse.click(vans.x, vans.y);
  await page.keyboard.up("Control");
  await expect.poll(() => editor.selectionNews()).toBe("2 steps selected");

  await page.mouse.move(vans.x, vans.y);
  await page.mouse.down();
  await page.mouse.move(vans.x, vans.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => editor.gestures()).toBe(1);

  await page.mouse.dblclick(from.x, from.y + 60);
  await expect(page.getByRole("complementary", { name: "Step", exact: true })).toContainText("Plan bikes");
  await expect(page.getByRole("dialog", { name: "Add a step" })).toHaveCount(0);
});

test("a group folds to one card with merged edges and its worst state, and unfolds", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.showRun("FAILURE", [
    { stepId: "step-3", state: "SUCCESS", startedAt: 0, finishedAt: 10 },
    { stepId: "step-4", state: "FAILURE", startedAt: 0, finishedAt: 10 },
  ]);
  await editor.card("Add up the orders").click();
  for (const name of ["Find heavy parcels", "Check the addresses"]) {
    await editor.card(name).click({ modifiers: ["Control"] });
  }
  await editor.press("Control+g");
  await page.getByRole("textbox", { name: "Title of the group" }).fill("Look at the orders");
  await page.keyboard.press("Enter");
  await editor.button("Fold Look at the orders").click();
  await expect(editor.cards).toHaveCount(9);
  const card = page.locator(".react-flow__node-fold");
  await expect(card).toContainText("Look at the orders");
  await expect(card).toContainText("3 steps");
  await expect(card).toContainText("Failed");
  // Three edges in from one step are one with its number, and so are three out.
  await expect(editor.edges).toHaveCount(12);
  await expect(page.locator(".react-flow__edge text").filter({ hasText: "3" })).toHaveCount(2);

  const before = await editor.gestures();
  await editor.dragBy(card, 40, 40);
  await expect.poll(() => editor.gestures()).toBe(before + 1);
  await editor.press("Control+j");
  await expect(page.getByRole("row", { name: /Look at the orders/ })).toHaveAttribute("aria-expanded", "false");

  await card.dblclick();
  await expect(editor.cards).toHaveCount(12);
  await editor.press("Control+z", "Control+z", "Control+z");
  await expect.poll(() => editor.gestures()).toBe(before + 5);
  await expect(editor.edges).toHaveCount(16);
});

test("notes show Markdown without running anything, take colours, and go where their step goes", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  await editor.card("Tell the drivers").click();
  await editor.press("n");
  const text =
    "# Ask Ada\n**bold** <img src=x onerror=alert(1)>\n[list](https://example.org) [bad](javascript:alert(1))";
  await page.getByRole("textbox", { name: "Text of the note" }).fill(text);
  await page.keyboard.press("Control+Enter");
  const note = page.locator(".react-flow__node-note").filter({ hasText: "Ask Ada" });
  await expect(note.locator("strong")).toHaveText("bold");
  await expect(note.locator("img")).toHaveCount(0);
  const link = note.getByRole("link", { name: "list" });
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(note.locator("a", { hasText: "bad" })).not.toHaveAttribute("href");

  await note.click({ button: "right" });
  // Seven colours, and each spot has its own.
  const spots = page.getByRole("menuitem", { name: /colour/i });
  const colours = await spots.evaluateAll((all) => all.map((spot) => getComputedStyle(spot).backgroundColor));
  expect([colours.length, new Set(colours).size]).toEqual([7, 7]);
  await page.getByRole("menuitem", { name: "Colour purple" }).click();
  await expect(note.locator("[data-colour]")).toHaveAttribute("data-colour", "purple");
  const start = await middleOf(note);
  await editor.dragBy(editor.card("Tell the drivers"), 0, 60);
  await expect.poll(async () => Math.round((await middleOf(note)).y - start.y)).toBeGreaterThan(40);
});

test("a rename asks about the uses of the name in code, and all that is chosen is one gesture", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  await editor.card("Plan bikes").click();
  await editor.press("F2");
  await page.getByRole("textbox", { name: "Name" }).fill("Ride");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Rename Plan bikes to Ride" });
  await expect(dialog).toContainText('step.routeTo([calm ? "Plan bikes"');
  expect(await editor.faults()).toEqual([]);
  await dialog.getByRole("button", { name: "Rename" }).click();
  await expect(editor.card("Ride")).toBeVisible();
  const { document } = await editor.stored();
  expect(JSON.stringify(document.steps)).toContain('calm ? \\"Ride\\" :');
  await editor.press("Control+z");
  await expect(editor.card("Plan bikes")).toBeVisible();
  expect(JSON.stringify((await editor.stored()).document.steps)).toContain('calm ? \\"Plan bikes\\" :');
});

test("a search goes to its places and replaces in the chosen ones; Escape leaves the selection as it is", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  await editor.press("Control+f");
  await page.keyboard.type("plan class:transform");
  const panel = page.getByRole("region", { name: "Find" });
  await expect(panel.getByRole("listitem")).toHaveCount(2);
  expect(await editor.faults()).toEqual([]);
  await panel.getByRole("button", { name: "Plan vans" }).click();
  await expect.poll(() => editor.selectionNews()).toBe("Plan vans selected");
  await panel.getByRole("checkbox", { name: /Plan bikes/ }).uncheck();
  await panel.getByRole("textbox", { name: "Replace by" }).fill("Send");
  await panel.getByRole("button", { name: "Replace chosen" }).click();
  await expect(editor.card("Send vans")).toBeVisible();
  await expect(editor.card("Plan bikes")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect.poll(() => editor.selectionNews()).toBe("Send vans selected");
});

test("what is typed before a list has opened is typed into it", async ({ editor, page }) => {
  await editor.open("showcase");
  await editor.press("]");
  const before = await editor.gestures();
  for (const [key, field] of [
    ["p", "Go to a step or open anything by its name"],
    ["k", "Search commands"],
  ] as const) {
    await page.evaluate(async (letter) => {
      const press = (name: string, ctrlKey = false): void => {
        const event = new KeyboardEvent("keydown", { key: name, ctrlKey, bubbles: true, cancelable: true });
        document.activeElement?.dispatchEvent(event);
      };
      press(letter, true);
      // The next key of a hand that does not wait.
      await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
      for (const name of ["d", "x", "Backspace"]) press(name);
    }, key);
    await expect(page.getByPlaceholder(field)).toHaveValue("d");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  expect(await editor.gestures()).toBe(before);
});

test("the map has the menu of the canvas, and the search is above the code in the place of the canvas", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  await page.locator(".canvas-minimap").click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: "Add a step" })).toBeVisible();
  await page.keyboard.press("Escape");
  await editor.card("Plan bikes").click();
  await editor.press("e");
  await page.getByRole("button", { name: "Open in the place of the canvas" }).click();
  await editor.press("Control+Shift+F");
  const panel = page.getByRole("region", { name: "Find", exact: true });
  await panel.getByRole("textbox", { name: "Find", exact: true }).fill("plan bikes");
  await panel
    .getByRole("button", { name: /Plan bikes/ })
    .first()
    .click();
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toBeHidden();
});

test("steps are connected, get another class, and all keys are listed, without a mouse", async ({ editor, page }) => {
  await editor.open("empty");
  await editor.press("a");
  await page.keyboard.type("script");
  await page.keyboard.press("Enter");
  await editor.press("Escape", "a");
  await page.keyboard.type("log");
  await page.keyboard.press("Enter");
  await expect(editor.cards).toHaveCount(2);
  await expect(editor.edges).toHaveCount(0);
  await editor.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Connect to");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await expect(editor.canvas).toBeFocused();
  await page.keyboard.press("c");
  await expect(page.getByRole("combobox", { name: "To which step?" })).toBeFocused();
  await page.keyboard.type("scr");
  await page.keyboard.press("Enter");
  await expect(editor.edges).toHaveCount(1);
  // The way back would be a circle, and the list says so.
  await page.keyboard.press("]");
  await page.keyboard.press("c");
  await expect(page.getByRole("option", { name: /would close a circle/ })).toBeVisible();
  await page.keyboard.press("Escape");

  await editor.runCommand("Replace the class");
  await page.getByRole("combobox", { name: "Replace by which step?" }).fill("wait");
  await page.keyboard.press("Enter");
  await expect(editor.card("Script")).toContainText("Wait");
  await expect(editor.edges).toHaveCount(1);
});
