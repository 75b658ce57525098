import type { Flow } from "../state/flow/Flow.ts";
import type { OwnCode } from "../state/refactor/everywhere.ts";
import type { Workbench } from "./Workbench.ts";

/** Names of the user's own step classes that a flow uses. */
export function listOwnClasses({ classes }: Workbench, flow: Flow): string[] {
  const own = new Set(
    classes.store.getState().classes.flatMap(({ file, syncpack }) => (syncpack === undefined ? [file] : [])),
  );
  const used = flow.steps.filter(({ file, syncpack }) => syncpack === undefined && own.has(file));
  return [...new Set(used.map(({ file }) => file))];
}

/** Their code, with what was typed here; those that cannot be read or are nobody's own are left out. */
export async function readOwnCode({ code }: Workbench, files: readonly string[]): Promise<OwnCode[]> {
  await code.settled();
  const read = await Promise.allSettled(files.map(async (file) => ({ file, ...(await code.port.open(file)) })));
  return read.flatMap((one) =>
    one.status === "fulfilled" && one.value.isOwn ? [{ file: one.value.file, code: one.value.code }] : [],
  );
}

/** Changes the draft of a class, whether it is open here or not. */
export async function editOwnCode(
  { code }: Workbench,
  { file, change }: { file: string; change: (text: string) => string },
): Promise<void> {
  const opened = code.open(file);
  const { store } = opened.code;
  if (store.getState().status !== "ready") await opened.code.load();
  opened.code.edit(change(store.getState().code));
  await opened.code.settled();
  opened.close();
}
