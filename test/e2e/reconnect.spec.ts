import type { Locator } from "@playwright/test";
import type { EditorPage } from "./support/EditorPage.ts";
import { middleOf } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";

const wire = (editor: EditorPage, from: string, to: string): Locator =>
  editor.page.locator(`.react-flow__edge[aria-label^="${from} to ${to},"]`);

/** Clicks on the middle of a wire: where many wires end, the selected one is that whose end is taken. */
async function select(edge: Locator): Promise<void> {
  const { x, y } = await edge.locator(".react-flow__edge-path").evaluate((element) => {
    const path = element as SVGPathElement;
    const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
    return { x: at.x, y: at.y };
  });
  await edge.page().mouse.click(x, y);
  await expect(edge).toHaveClass(/selected/);
}

/** Takes an end of a wire with the mouse and drags it over a card, without letting go. */
async function dragEnd(edge: Locator, { end, to }: { end: "source" | "target"; to: Locator }): Promise<void> {
  const { mouse } = edge.page();
  const begin = await middleOf(edge.locator(`.react-flow__edgeupdater-${end}`));
  const card = await middleOf(to);
  await mouse.move(begin.x, begin.y);
  await mouse.down();
  await mouse.move((begin.x + card.x) / 2, (begin.y + card.y) / 2, { steps: 4 });
  // The last move comes when the cards take it.
  await expect(edge.page().locator("[data-connecting=nothing]")).toHaveCount(0);
  await mouse.move(card.x, card.y, { steps: 4 });
}

test("an end of a wire is dragged to another step as one gesture, and refused with the reason", async ({
  editor,
  page,
}) => {
  await editor.open("showcase");
  const before = await editor.gestures();
  await select(wire(editor, "Add up the orders", "Make the delivery plan"));
  await dragEnd(wire(editor, "Add up the orders", "Make the delivery plan"), {
    end: "target",
    to: editor.card("Remember the plan"),
  });
  await editor.letGo();
  await expect(wire(editor, "Add up the orders", "Remember the plan")).toHaveCount(1);
  await expect(wire(editor, "Add up the orders", "Make the delivery plan")).toHaveCount(0);
  await expect.poll(() => editor.gestures()).toBe(before + 1);

  await dragEnd(wire(editor, "Add up the orders", "Remember the plan"), {
    end: "target",
    to: editor.card("Read orders and weather"),
  });
  await expect(page.locator(".wire-message")).toHaveAttribute("data-refused", "true");
  await editor.letGo();
  await expect(page.getByRole("alert").filter({ hasText: /circle/ })).toBeVisible();
  await expect(wire(editor, "Add up the orders", "Remember the plan")).toHaveCount(1);

  await editor.press("Control+z");
  await expect(wire(editor, "Add up the orders", "Make the delivery plan")).toHaveCount(1);
  // The other end.
  await select(wire(editor, "Add up the orders", "Make the delivery plan"));
  await dragEnd(wire(editor, "Add up the orders", "Make the delivery plan"), {
    end: "source",
    to: editor.card("Lock the stock for counting"),
  });
  await editor.letGo();
  await expect(wire(editor, "Lock the stock for counting", "Make the delivery plan")).toHaveCount(1);
  await expect(wire(editor, "Add up the orders", "Make the delivery plan")).toHaveCount(0);

  // In the void it stays, and no step is asked for.
  await dragEnd(wire(editor, "Read orders and weather", "Choose the transport"), { end: "target", to: editor.status });
  await expect(page.locator(".wire-message")).toContainText("stays as it was");
  await editor.letGo();
  await expect(wire(editor, "Read orders and weather", "Choose the transport")).toHaveCount(1);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the end of an error edge that is dragged to another step leaves it an error edge", async ({ editor }) => {
  await editor.open("showcase");
  await editor.drawWire("Plan bikes", editor.card("Tell the drivers"), "error");
  await editor.letGo();
  const edge = editor.page.locator('.react-flow__edge[aria-label^="Plan bikes to Tell the drivers, "]');
  await select(edge);
  await dragEnd(edge, { end: "source", to: editor.card("Plan vans") });
  await editor.letGo();
  await expect(wire(editor, "Plan vans", "Tell the drivers")).toHaveCount(1);
  const { document } = await editor.stored();
  expect(document.steps).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: "Plan vans", error_to: ["Tell the drivers"] })]),
  );
});
