import { expect, test } from "vitest";
import { createMenu } from "../../../electron/menu/createMenu.ts";

const menus = [
  {
    title: "Run",
    items: [
      { id: "run.start", title: "Run", accelerator: "F5" },
      { id: "run.stop", title: "Stop" },
    ],
  },
];

function create(platform: NodeJS.Platform) {
  const ran: string[] = [];
  const template = createMenu({ platform, menus, run: (id) => ran.push(id) });
  const run = template.find(({ label }) => label === "Run")?.submenu as Electron.MenuItemConstructorOptions[];
  return { ran, template, run };
}

test("clicking an item runs its command", () => {
  const { run, ran } = create("linux");
  expect(run.map(({ label }) => label)).toEqual(["Run", "Stop"]);
  for (const { click } of run) click?.({} as never, undefined, {} as never);
  expect(ran).toEqual(["run.start", "run.stop"]);
});

test("elsewhere than on a Mac the menu shows keys and leaves them to the page", () => {
  expect(create("win32").run[0]).toMatchObject({ accelerator: "F5", registerAccelerator: false });
  expect(create("darwin").run[0]).toMatchObject({ accelerator: "F5", registerAccelerator: true });
  expect(create("win32").run[1]).not.toHaveProperty("accelerator");
});

test("a Mac has its own menu, the clipboard and the windows around the commands", () => {
  expect(create("darwin").template.map(({ role, label }) => role ?? label)).toEqual([
    "appMenu",
    "Clipboard",
    "Run",
    "windowMenu",
  ]);
  expect(create("linux").template.map(({ label }) => label)).toEqual(["Sluice", "Run"]);
});
