import { atMost, type Measurement } from "../../bench/measure.ts";
import type { Stage } from "../Stage.ts";

const count = 100_000;

/** The saved data of a step with very many rows: from the click on its tab to the first rows. */
export async function measureRows(stage: Stage): Promise<Measurement[]> {
  const code = `return Array.from({ length: ${count} }, (_, id) => ({ id, name: "row " + id, total: id / 3 }));`;
  const { page, editor } = await stage.show({
    name: "rows",
    app_variables: [],
    steps: [{ name: "Make", file: "Script", code }],
  });
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await editor.card("Make").filter({ hasText: "Success" }).waitFor();
  await editor.card("Make").click();
  await editor.press("Enter");
  await page.getByRole("tab", { name: "Output" }).click();
  await page.getByText("100,000").first().waitFor();
  await page.getByRole("tab", { name: "Parameters" }).click();
  const ours = await page.evaluate(async () => {
    const tab = [...document.querySelectorAll<HTMLElement>("[role=tab]")].find(
      ({ textContent }) => textContent === "Output",
    );
    const begun = performance.now();
    tab?.click();
    const isThere = (): boolean => document.querySelectorAll("[role=tabpanel] [role=treeitem]").length > 10;
    while (!isThere()) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  });
  await page.close();
  return [{ what: "a page of 100,000 rows", unit: "ms", ours, bar: atMost(300), kind: "absolute" }];
}
