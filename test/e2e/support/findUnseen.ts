import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const renderer = fileURLToPath(new URL("../../../renderer", import.meta.url));
/** Where those of the editor are, and those of the places beside it. */
const rooms = {
  editor: ["canvas", "code", "inspector", "screens/editor", "screens/transfer"],
  places: [
    ...["app", "screens/applications", "screens/configurations", "screens/login", "screens/reports", "screens/runs"],
    ...["screens/schedules", "screens/settings", "screens/steps", "screens/syncPacks"],
  ],
};
/** What draws a dialog, a menu or a list over the window: Mantine's, and ours over these. */
const drawn =
  /<(?:Dialog|Modal|Drawer|Menu|Popover|HoverCard|Spotlight|ClassNameDialog|SearchList|RowMenu|PointMenu)\b(?!\.)/g;
/** These are the ones that draw for others. */
const shared = new Set(["code/classes/ClassNameDialog.tsx"]);

/** How many dialogs, menus and lists each file can draw over the window, by its path below `renderer`. */
function countOverlays(part: keyof typeof rooms): Map<string, number> {
  const files = rooms[part].flatMap((room) =>
    readdirSync(join(renderer, room), { recursive: true, encoding: "utf8" }).map((file) =>
      `${room}/${file}`.replaceAll("\\", "/"),
    ),
  );
  const counted = files
    .filter((file) => file.endsWith(".tsx") && !shared.has(file))
    .map((file): [string, number] => [file, readFileSync(join(renderer, file), "utf8").match(drawn)?.length ?? 0]);
  return new Map(counted.filter(([, count]) => count > 0));
}

/** The files that can draw more than a list of overlays looks at, in words. */
export function findUnseen(part: keyof typeof rooms, seen: readonly { file: string }[]): string[] {
  return [...countOverlays(part)].flatMap(([file, count]) => {
    const walked = seen.filter((overlay) => overlay.file === file).length;
    return walked < count ? [`${file} draws ${count}, and ${walked} of them are looked at`] : [];
  });
}
