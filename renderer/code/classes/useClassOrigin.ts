import { useClasses } from "../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../state/flow/Flow.ts";
import type { ClassOrigin } from "../../state/ports/ClassPort.ts";

/** Where the class of a step is from, in the version of its SyncPack that the application keeps. */
export function useClassOrigin(
  step: { syncpack?: string | undefined; manifest?: FlowStep["manifest"] } | undefined,
): ClassOrigin {
  const { versionOf } = useClasses();
  const manifest = step?.manifest;
  const packVersion = manifest && versionOf(manifest);
  return packVersion === undefined ? { syncpack: step?.syncpack } : { syncpack: manifest?.syncpack, packVersion };
}
