import type { MenuPlace } from "../state/session/SessionState.ts";
import type { Workbench } from "./Workbench.ts";

export interface MenuRow {
  place: Extract<MenuPlace, "problem" | "logLine" | "timelineRow">;
  /** Id of the step it is about; undefined = of none. */
  step: string | undefined;
  /** What it says, to be copied. */
  text: string;
}

type MenuEvent = Pick<MouseEvent, "preventDefault" | "clientX" | "clientY">;

/** Opens the menu of a row of a panel. Its commands are about the step of the row, which becomes the selected one. */
export function openRowMenu({ session, document }: Workbench, event: MenuEvent, { place, step, text }: MenuRow): void {
  event.preventDefault();
  const isThere = step !== undefined && document.store.getState().flow.byId.has(step);
  session.select(isThere ? { steps: new Set([step]) } : {});
  session.set({ menu: { place, x: event.clientX, y: event.clientY, text } });
}
