import { boundsOf, listBoxes } from "../state/edits/moveItems.ts";
import type { BottomTab, SessionState } from "../state/session/SessionState.ts";
import type { Command, CommandId } from "./Command.ts";
import { needsBoxes, needsSteps, never } from "./refusals.ts";

type Switch = { [K in keyof SessionState]: SessionState[K] extends boolean ? K : never }[keyof SessionState];

function toggle(id: CommandId, key: Switch, more: Partial<Command>): Command {
  return {
    id,
    scope: "window",
    menu: "view",
    refusal: never,
    run: ({ session }) => session.set({ [key]: !session.store.getState()[key] }),
    ...more,
  };
}

/** Opens the bottom panel at one of its tabs. */
function openBottom(id: CommandId, bottomTab: BottomTab, icon: string): Command {
  return {
    id,
    icon,
    scope: "window",
    menu: "view",
    refusal: never,
    run: ({ session }) => session.set({ bottomPanel: true, bottomTab }),
  };
}

export const viewCommands: Command[] = [
  {
    id: "view.zoomIn",
    icon: "zoom-in",
    keys: ["+", "="],
    scope: "canvas",
    menu: "view",
    refusal: never,
    run: ({ canvas }) => canvas.zoomBy(1.25),
  },
  {
    id: "view.zoomOut",
    icon: "zoom-out",
    keys: ["-"],
    scope: "canvas",
    menu: "view",
    refusal: never,
    run: ({ canvas }) => canvas.zoomBy(0.8),
  },
  {
    id: "view.zoomFull",
    keys: ["0"],
    scope: "canvas",
    menu: "view",
    refusal: never,
    run: ({ canvas }) => canvas.zoomTo(1),
  },
  {
    id: "view.fit",
    icon: "maximize",
    keys: ["1"],
    scope: "canvas",
    menu: "view",
    refusal: needsSteps,
    run: ({ canvas }) => canvas.fit(),
  },
  {
    id: "view.zoomSelection",
    icon: "scan",
    keys: ["2"],
    scope: "canvas",
    menu: "view",
    refusal: needsBoxes,
    run({ canvas, document, session }) {
      canvas.show(boundsOf(listBoxes(document.store.getState().flow, session.store.getState().selection)));
    },
  },
  toggle("view.registry", "registry", { icon: "panel-left", keys: ["Mod+B"] }),
  toggle("view.stepPanel", "stepPanel", { icon: "panel-right", keys: ["Mod+Alt+B"] }),
  {
    id: "view.application",
    icon: "settings",
    keys: ["Mod+Alt+I"],
    scope: "window",
    menu: "view",
    refusal: never,
    run: ({ session }) => session.set({ openStep: undefined, stepPanel: true }),
  },
  toggle("view.bottomPanel", "bottomPanel", { icon: "panel-bottom", keys: ["Mod+J"] }),
  openBottom("view.timeline", "timeline", "chart-gantt"),
  openBottom("view.log", "log", "scroll-text"),
  openBottom("view.report", "report", "file-spreadsheet"),
  toggle("view.changes", "marksChanges", {
    icon: "replace",
    refusal: ({ versions }) => (versions === undefined ? "when.noVersions" : undefined),
  }),
  toggle("view.minimap", "minimap", { icon: "map", keys: ["M"], scope: "canvas" }),
  toggle("view.parametersJson", "parametersJson", { icon: "file-json" }),
  toggle("view.letterKeys", "letterKeys", { icon: "command" }),
  toggle("view.palette", "palette", { icon: "search", keys: ["Mod+K"] }),
  toggle("view.keyList", "keyList", { icon: "keyboard", keys: ["?"], scope: "canvas" }),
  {
    id: "view.theme",
    icon: "moon",
    scope: "window",
    menu: "view",
    refusal: never,
    run: ({ switchTheme }) => switchTheme(),
  },
];
