import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const renderer = fileURLToPath(new URL("../../../renderer", import.meta.url));
/** The rooms of the editor; the places beside it have their own tests. */
const rooms = ["canvas", "code", "inspector", "screens/editor", "screens/transfer"];
/** What draws a dialog, a menu or a list over the editor: Mantine's, and ours over these. */
const drawn = /<(?:Dialog|Modal|Drawer|Menu|Popover|HoverCard|Spotlight|ClassNameDialog|SearchList|RowMenu)\b(?!\.)/g;
/** These are the ones that draw for others. */
const shared = new Set(["code/classes/ClassNameDialog.tsx"]);

/** How many dialogs, menus and lists each file of the editor can draw over it, by its path below `renderer`. */
export function countOverlays(): Map<string, number> {
  const files = rooms.flatMap((room) =>
    readdirSync(join(renderer, room), { recursive: true, encoding: "utf8" }).map((file) =>
      `${room}/${file}`.replaceAll("\\", "/"),
    ),
  );
  const counted = files
    .filter((file) => file.endsWith(".tsx") && !shared.has(file))
    .map((file): [string, number] => [file, readFileSync(join(renderer, file), "utf8").match(drawn)?.length ?? 0]);
  return new Map(counted.filter(([, count]) => count > 0));
}
