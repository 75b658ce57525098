import { notifications } from "@mantine/notifications";
import type { Count, DoWork } from "../state/ports/WorkPort.ts";
import { WorkProgress } from "../ui/WorkProgress.tsx";
import { createBrowserId } from "./browser.ts";

/** Work that ends sooner is not spoken of, ms. */
const moment = 400;

/** Shows how far work is in a notice at the bottom, with a button that stops it. */
export const doWork: DoWork = async (title, work) => {
  const control = new AbortController();
  const { signal } = control;
  const id = createBrowserId();
  let far: Count | undefined;
  let isShown = false;
  const toNotice = () => ({
    id,
    autoClose: false as const,
    withCloseButton: false,
    message: <WorkProgress title={title} far={far} onStop={() => control.abort()} />,
  });
  const timer = setTimeout(() => {
    isShown = true;
    notifications.show(toNotice());
  }, moment);
  try {
    return await work({
      signal,
      tell(count) {
        far = count;
        if (isShown) notifications.update(toNotice());
      },
    });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    notifications.hide(id);
  }
};
