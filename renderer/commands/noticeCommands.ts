import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";

/** What a person is told of beside the window. */
export const noticeCommands: Command[] = [
  {
    id: "run.notices",
    icon: "bell",
    scope: "window",
    menu: "run",
    refusal: ({ notices }) => (notices === undefined ? "when.noNotices" : undefined),
    async run({ notices, name, notify }) {
      const state = await notices?.toggle(name);
      if (state !== undefined) notify(text(`notices.${state}`, { name }), state === "denied" ? "error" : "info");
    },
  },
];
