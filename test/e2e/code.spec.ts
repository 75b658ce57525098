import { CodePage } from "./support/CodePage.ts";
import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { RealHost } from "./support/RealHost.ts";

/** A class that saves what its lines give. */
const classOf = (lines: string) => `import { BaseStep } from "sluice";

export default class Total extends BaseStep {
  override async execute() {
    const orders = this.getDataFromStepByName("Load orders");
${lines}
  }
}
`;
const sum = "    await this.saveDataForNextStep(orders.reduce((total, order) => total + order.price, 0));";
const flow = {
  name: "shop",
  app_variables: [],
  steps: [
    {
      name: "Load orders",
      file: "Script",
      code: "return [{ price: 2 }, { price: 3, note: 'x' }];",
      output_to: ["Total"],
    },
    { name: "Total", file: "Total" },
  ],
};

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.ask("PUT", "/steps/Total", { code: classOf("    await this.saveDataForNextStep(orders);") });
  await host.save(flow);
});
test.afterAll(() => host.close());

/** What the newest run saved in the step of the class. */
async function savedData(): Promise<unknown> {
  const { value } = (await host.ask("GET", "/runs/last/steps/Total/data")) as { value: unknown };
  return value;
}

test("code is written with the types of the data, its errors are marked, and the run uses the draft", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  const code = new CodePage(page);
  await page.goto(host.openLink());
  await page.goto(new URL("/applications/shop", page.url()).href);
  await expect(editor.cards).toHaveCount(2);
  await editor.button("Run").first().click();
  await expect(editor.card("Total")).toContainText("Success");

  await editor.card("Total").click();
  await editor.press("e");
  await expect(page.getByText("export default class Total")).toBeVisible();
  await code.write(classOf("    await this.saveDataForNextStep([this.nothing(), orders[0]?.pric]);"));
  await expect(code.errors).toHaveCount(1);
  // The field may be there with other data.
  await expect(code.warnings).toHaveCount(1);
  await expect(code.state("Draft saved")).toBeVisible();
  expect(await editor.faults()).toEqual([]);

  await code.write(classOf(sum));
  await expect(code.errors).toHaveCount(0);
  await expect(code.warnings).toHaveCount(0);
  await editor.button("Run").first().click();
  // Until the run came that far, there is nothing yet.
  await expect.poll(() => savedData().catch(() => undefined)).toBe(5);

  await code.write(classOf("    throw new Error(String(orders.length));"));
  await expect(code.state("Draft saved")).toBeVisible();
  await editor.button("Run").first().click();
  await expect(editor.card("Total")).toContainText("Failed");
  await expect(code.errors).toHaveCount(1);
  await page.getByRole("tab", { name: "Parameters" }).click();
  await page.getByRole("button", { name: "Line 6 of Total.ts" }).click();
  await expect(code.errors).toHaveCount(1);

  await code.button("Discard the draft of the class").click();
  await expect(code.state("No draft")).toBeVisible();
  expect(editor.complaints).toEqual([]);
});

test("a script that fails names its own line, which a click opens, and the log shows what its parameters were", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  const code = new CodePage(page);
  await host.ask("POST", "/configurations", {
    name: "depot",
    configuration_data: [{ name: "key", value: "a-long-secret", encrypted: true }],
  });
  await host.save({
    name: "stock",
    configuration: "depot",
    app_variables: [{ name: "city", value: "Bonn" }],
    steps: [
      {
        name: "Count",
        file: "Script",
        code: 'const lock = values.lock;\n\nthrow new Error("no " + lock);',
        values: { lock: "stock of ${appvar.city}", key: "${config.key}" },
      },
    ],
  });
  await page.goto(host.openLink());
  await page.goto(new URL("/applications/stock", page.url()).href);
  await expect(editor.cards).toHaveCount(1);
  await editor.button("Run").first().click();
  await expect(editor.card("Count")).toContainText("Failed");
  await editor.press("F8");
  const panel = page.getByRole("complementary", { name: "Step", exact: true });
  await expect(panel.getByText("no stock of Bonn").first()).toBeVisible();
  const used = panel.getByRole("group").filter({ hasText: "Resolved parameters" });
  await expect(used).toContainText('Values{"lock":"stock of Bonn","key":"•••"}');
  await panel.getByRole("button", { name: "Line 3 of Code" }).click();
  await expect(panel.getByRole("tab", { name: "Parameters" })).toHaveAttribute("aria-selected", "true");
  // The cursor is there: what is typed stands in the line.
  await expect(code.editor).toContainText("throw");
  await expect(code.editor.locator(".cursor").first()).toBeVisible();
  await page.keyboard.press("Home");
  await page.keyboard.insertText("/* here */");
  await expect(code.text).toContainText("/* here */throw new Error");
  expect(await editor.faults()).toEqual([]);
  expect(editor.complaints).toEqual([]);
});
