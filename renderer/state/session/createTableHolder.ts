import type { Unsubscribe } from "../../../core/base/Emitter.ts";

/** What one can do in a table with the row that is chosen in it; what it has not cannot be done in this one. */
export interface TableActions {
  openRow?: (() => void) | undefined;
  deleteRow?: (() => void) | undefined;
  /** Goes to the field that narrows its rows. */
  filter?: (() => void) | undefined;
}

/** Knows the table that had the focus last. */
export interface TableHolder {
  /** The table that commands work with from now on; its actions are asked for when they are needed. */
  attach(read: () => TableActions): Unsubscribe;
  /** Nothing while there is no table. */
  actions(): TableActions;
}

export function createTableHolder(): TableHolder {
  let table: (() => TableActions) | undefined;
  return {
    attach(read) {
      table = read;
      return () => {
        if (table === read) table = undefined;
      };
    },
    actions: () => table?.() ?? {},
  };
}
