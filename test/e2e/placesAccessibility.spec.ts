import { EditorPage } from "./support/EditorPage.ts";
import { expect, test } from "./support/editorTest.ts";
import { findUnseen } from "./support/findUnseen.ts";
import { otherComplaints } from "./support/knownComplaints.ts";
import { closeButton } from "./support/overlays.ts";
import { placeOverlays } from "./support/placeOverlays.ts";
import { RealHost } from "./support/RealHost.ts";

// What fades in has its colours at once.
test.use({ contextOptions: { reducedMotion: "reduce" } });

const host = new RealHost();
test.beforeAll(async () => {
  await host.start();
  const steps = [{ name: "Load", file: "Script", code: "return 1;" }];
  await host.save({ name: "flow", friendly_name: "A flow", configuration: "site", app_variables: [], steps });
  await host.ask("POST", "/configurations", { name: "site", configuration_data: [{ name: "host", value: "here" }] });
  await host.ask("POST", "/applications/flow/run?wait=60", {});
  const hourly = { schedule_type: "frequency", schedule_info: { run_every: 3600 } };
  await host.ask("POST", "/schedule", { entry_id: "nightly", application_id: "flow", schedule: hourly });
});
test.afterAll(() => host.close());

test("no dialog, menu or list of the places has a fault in light and dark", async ({ page }) => {
  // Many looks, each over the whole page.
  test.slow();
  const editor = new EditorPage(page);
  // A pack that fails takes long to make: one of those that are there is said to be one.
  await page.route("**/api/v1/syncpacks", async (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    const [one, ...others] = (await (await route.fetch()).json()) as object[];
    const broken = { ...one, name: "broken", friendly_name: "Broken", version: "1.0.0", read_only: false };
    return route.fulfill({ json: [{ ...broken, problem: "npm ended with 1\nno such package" }, one, ...others] });
  });
  await page.goto(host.openLink());
  for (const { title, open, shown } of placeOverlays) {
    await test.step(title, async () => {
      await open(editor);
      await expect(shown(page).first(), title).toBeVisible();
      await expect.soft(closeButton(page), `focus of ${title}`).toHaveCount(0);
      expect.soft([title, await editor.faults("[role=dialog], [role=menu]")]).toEqual([title, []]);
      await page.keyboard.press("Escape");
      await expect(page.locator("[role=dialog], [role=menu]")).toHaveCount(0);
    });
  }
  expect(otherComplaints(editor.complaints, "wrongPack")).toEqual([]);
});

test("every dialog, menu and list of the places is among those", () => {
  expect(findUnseen("places", placeOverlays)).toEqual([]);
});
