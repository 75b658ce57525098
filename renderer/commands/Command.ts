import type { PaletteColour } from "../state/flow/palette.ts";
import type { TextKey } from "../text/english.ts";
import type { Workbench } from "./Workbench.ts";

type Prefixed<K extends string> = K extends `command.${infer Id}` ? Id : never;

/** A command is named after the text that is its title. */
export type CommandId = Prefixed<TextKey>;

export type MenuName = "file" | "edit" | "step" | "arrange" | "view" | "run";

/** Where keys count: everywhere but in text fields and code, or only while the canvas, a table or code has the focus. */
export type KeyScope = "window" | "canvas" | "table" | "code";

/** Why something cannot be done now; undefined = it can. */
export type Refusal = (workbench: Workbench) => TextKey | undefined;

/** One action of a person. Menus, toolbar, palette and keys all read the same list. */
export interface Command {
  id: CommandId;
  /** Name of an icon of the set. */
  icon?: string;
  /** A colour of the palette: menus show it as a spot in a row instead of a line. */
  swatch?: PaletteColour;
  /** Keys that run it, such as `Mod+Z`; the first one is shown. `Mod` is Command on a Mac, else Control. */
  keys?: readonly string[];
  scope: KeyScope;
  /** Its keys count in text fields too, those of the window in code as well. */
  inText?: true;
  /** The keys are those of the browser's clipboard, which tells us by an event. */
  isNative?: true;
  menu: MenuName;
  /** When it is enabled: why it cannot be done now; undefined = it can. */
  refusal: Refusal;
  run: (workbench: Workbench) => void | Promise<void>;
}
