import { expect } from "vitest";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import { type MenuRow, openRowMenu } from "../../../renderer/commands/openRowMenu.ts";
import type { Bench } from "../support/Bench.ts";

/** Opens the menu of a row as a right click does. True: the menu of the browser stays away. */
export function clickRow({ workbench }: Bench, row: MenuRow): boolean {
  let isPrevented = false;
  const preventDefault = (): void => {
    isPrevented = true;
  };
  openRowMenu(workbench, { preventDefault, clientX: 4, clientY: 8 }, row);
  return isPrevented;
}

/** What the commands of rows do. */
export const rowEffects = {
  async "edit.copyText"(bench) {
    expect(bench.refusal("edit.copyText")).toBe("when.noText");
    clickRow(bench, { place: "problem", step: "id-b", text: "b has no code" });
    await bench.run("edit.copyText");
    expect(bench.clipboard).toBe("b has no code");
  },
  async "step.copyLink"(bench) {
    expect(bench.refusal("step.copyLink")).toBe("when.oneStep");
    bench.runs.tell({ id: "run-7", state: "SUCCESS", warning: false, acceptedAt: 0 });
    bench.paint();
    clickRow(bench, { place: "timelineRow", step: "id-b", text: "" });
    await bench.run("step.copyLink");
    expect(bench.clipboard).toBe("http://host/applications/app?step=id-b&run=run-7");
  },
} satisfies Partial<Record<CommandId, (bench: Bench) => Promise<void>>>;
