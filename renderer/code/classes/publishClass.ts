import type { Workbench } from "../../commands/Workbench.ts";
import type { ClassStore } from "../../state/code/createClassStore.ts";
import { text } from "../../text/texts.ts";

/** Makes the draft of a class its version, and tells what came of it. */
export async function publishClass(
  workbench: Workbench,
  { name, code }: { name: string; code: ClassStore },
): Promise<void> {
  if (!code.store.getState().isDraft) return;
  try {
    const usedBy = await code.publish();
    workbench.notify(text("code.published", { name, count: usedBy.length }), "info");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    workbench.notify(text("code.notPublished", { name, reason }), "error");
  }
}
