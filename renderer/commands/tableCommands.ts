import type { TableActions } from "../state/session/createTableHolder.ts";
import type { Command } from "./Command.ts";

interface TableCommand {
  id: Command["id"];
  does: keyof TableActions;
  key: string;
  icon: string;
  inText?: true;
}

function inTable({ id, does, key, icon, ...more }: TableCommand): Command {
  return {
    ...{ id, icon, ...more },
    keys: [key],
    scope: "table",
    menu: "edit",
    refusal: ({ table }) => (table.actions()[does] === undefined ? "when.noTable" : undefined),
    run: ({ table }) => table.actions()[does]?.(),
  };
}

/** What one does in tables, with the row that has the focus. */
export const tableCommands: Command[] = [
  inTable({ id: "table.openRow", does: "openRow", key: "Enter", icon: "chevron-right" }),
  inTable({ id: "table.deleteRow", does: "deleteRow", key: "Alt+Delete", icon: "trash-2", inText: true }),
  inTable({ id: "table.filter", does: "filter", key: "Mod+Shift+L", icon: "search", inText: true }),
];
