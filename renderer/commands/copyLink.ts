import { text } from "../text/texts.ts";
import type { Workbench } from "./Workbench.ts";

/** Copies the address of what is on screen: the revision, the run, and a step by its id. */
export async function copyLink(workbench: Workbench, step: string | undefined): Promise<void> {
  const { document, live, clipboard, places, notify, name } = workbench;
  const { readOnly } = document;
  const revision = readOnly?.kind === "revision" ? readOnly.revision : undefined;
  await clipboard.write(places.linkTo(name, { revision, step, run: live.run()?.id }));
  notify(text("link.copied"), "info");
}
