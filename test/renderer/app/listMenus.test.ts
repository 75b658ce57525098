import { expect, test } from "vitest";
import { listMenus } from "../../../renderer/app/listMenus.ts";
import { commands } from "../../../renderer/commands/commands.ts";

const menus = listMenus();
const items = menus.flatMap((menu) => menu.items);
const acceleratorOf = (id: string) => items.find((item) => item.id === id)?.accelerator;

test("the menus hold every command once, by its title", () => {
  expect(items.map(({ id }) => id).sort()).toEqual(commands.map(({ id }) => id).sort());
  expect(menus.map(({ title }) => title)).toEqual(["Application", "Edit", "Step", "Arrange", "View", "Run"]);
  expect(items.find(({ id }) => id === "run.start")?.title).toBe("Run");
});

test("keys of the whole window are shown as the system writes them; those of canvas, text and clipboard are not taken", () => {
  expect(acceleratorOf("file.save")).toBe("CommandOrControl+S");
  expect(acceleratorOf("file.revisions")).toBe("CommandOrControl+Shift+H");
  const known =
    /^(?:(?:CommandOrControl|Alt|Shift)\+)*(?:[A-Z0-9=\-.,/?]|Plus|F\d+|Up|Down|Left|Right|Enter|Space|Backspace|Delete)$/;
  for (const { id, accelerator } of items) {
    if (accelerator !== undefined)
      expect(`${id} ${accelerator}`).toMatch(new RegExp(`^${id} ${known.source.slice(1)}`));
    const command = commands.find((each) => each.id === id);
    if (command?.scope === "canvas" || command?.isNative) expect(accelerator).toBeUndefined();
  }
});

test("a key that a person gave a command is that of the menu, where the system knows it", () => {
  const own = listMenus({ "run.start": ["F9"], "file.save": [], "run.debug": ["Mod+É"] }).flatMap((menu) => menu.items);
  const keyOf = (id: string) => own.find((item) => item.id === id)?.accelerator;
  expect(["run.start", "file.save", "run.debug", "edit.undo"].map(keyOf)).toEqual([
    "F9",
    undefined,
    undefined,
    "CommandOrControl+Z",
  ]);
});
