import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { DesktopBridge } from "../../electron/preload/DesktopBridge.ts";
import { text } from "../text/texts.ts";
import { downloadFile, type SavedFile } from "./browser.ts";
import { desktop } from "./desktop.ts";
import { tell } from "./tell.tsx";

/** Gives the person a file: by the dialog of the system on a desktop, else as the browser keeps downloads. */
export function saveFile(file: SavedFile): void {
  if (desktop === undefined) downloadFile(file);
  else saveByDialog(desktop, file);
}

function saveByDialog(bridge: DesktopBridge, file: SavedFile): void {
  const bytes = typeof file.content === "string" ? new TextEncoder().encode(file.content) : file.content;
  bridge
    .saveFile({ name: file.name.replaceAll(/[/\\]/g, "_"), bytes })
    .then((path) => {
      if (path === undefined) return;
      notifications.show({
        title: text("desktop.saved", { path }),
        message: (
          <Button size="compact-sm" variant="default" onClick={() => void bridge.showInFolder(path)}>
            {text("desktop.showInFolder")}
          </Button>
        ),
      });
    })
    .catch((error: Error) => tell(text("desktop.notSaved", { reason: error.message }), "error"));
}
