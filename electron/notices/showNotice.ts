import type { FailureNotice } from "../../core/client/UnseenFailures.ts";
import type { ElectronParts } from "../ElectronParts.ts";

export interface ShownNotice {
  notice: FailureNotice;
  onClick(): void;
}

/** Shows a notification of the system. The answer takes it away. */
export function showNotice(
  { createNotification }: Pick<ElectronParts, "createNotification">,
  { notice: { title, body }, onClick }: ShownNotice,
): () => void {
  const notification = createNotification({ title, body });
  notification.on("click", onClick);
  notification.show();
  return () => notification.close();
}
