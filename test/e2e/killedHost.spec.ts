import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { otherComplaints } from "./support/knownComplaints.ts";
import { RealHost } from "./support/RealHost.ts";

const flow = {
  name: "flow",
  app_variables: [],
  steps: [
    { name: "Before", file: "Script", code: "return 1;", output_to: ["Slow"] },
    {
      name: "Slow",
      file: "Script",
      code: "await new Promise((resolve) => setTimeout(resolve, 5_000)); return 2;",
      output_to: ["After"],
    },
    { name: "After", file: "Log", message: "went on" },
  ],
  layout: {
    version: 1,
    steps: ["Before", "Slow", "After"].map((step, at) => ({
      id: `019b76da-abe8-74e6-a5bc-d7916f1acda${at}`,
      step,
      x: at * 280,
      y: 0,
    })),
    groups: [],
    notes: [],
  },
};

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  await host.save(flow);
});
test.afterAll(() => host.close());

test("a host that dies while a run goes on is told, comes back by itself, and loses neither the run nor what was done", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "flow", exact: true }).click();
  await page.getByRole("button", { name: /^Run/ }).first().click();
  await expect(editor.card("Slow")).toContainText("Running");
  expect(editor.complaints).toEqual([]);

  await host.kill();
  await editor.dropClass("Wait", { x: 640, y: 560 });
  await expect(editor.card("Wait")).toBeVisible();
  await expect(editor.status.getByRole("alert")).toContainText("The host does not answer");

  await host.start();
  await expect(editor.status.getByRole("alert")).toHaveCount(0);
  await expect(editor.card("After")).toContainText("Success");
  await expect(editor.card("Slow")).toContainText("Success");
  await expect(page.getByText("Draft, 1 change")).toBeVisible();
  await page.reload();
  await expect(editor.card("Wait")).toBeVisible();
  expect(otherComplaints(editor.complaints, "hostGone")).toEqual([]);
});

/** Stores applications until nothing more fits into what room the database had left. */
async function fill(): Promise<void> {
  let count = 0;
  for (const letters of [100_000, 3_000, 100]) {
    const description = "x".repeat(letters);
    const save = (): Promise<boolean> => {
      count += 1;
      const document = { name: `fill-${count}`, description, app_variables: [], steps: [] };
      return host.save(document).then(
        () => true,
        () => false,
      );
    };
    while (await save());
  }
}

test("a disk without room is told, the window keeps what it could not store, and stores it when there is room", async ({
  page,
}) => {
  const editor = new EditorPage(page);
  await page.goto(host.openLink());
  await page.getByRole("link", { name: "flow", exact: true }).click();
  await expect(editor.card("Before")).toBeVisible();
  await host.kill();
  await host.start({ isFull: true });
  await fill();
  await editor.dropClass("Transform", { x: 640, y: 660 });
  await expect(editor.status.getByRole("alert")).toContainText("the disk is full. Make room, then try again");
  await expect(editor.card("Transform")).toBeVisible();

  await host.kill();
  await host.start();
  await expect(editor.status.getByRole("alert")).toHaveCount(0);
  await expect
    .poll(async () => JSON.stringify(await host.ask("GET", "/applications/flow/draft?client=test")))
    .toContain("Transform");
  expect(otherComplaints(editor.complaints, "hostGone", "diskFull")).toEqual([]);
});
