import { useEffect, useState, useSyncExternalStore } from "react";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { ClassState, ClassStore } from "../../state/code/createClassStore.ts";
import type { ClassOrigin } from "../../state/ports/ClassPort.ts";

const never = (): (() => void) => () => undefined;

/** The code of a class and its state, opened while the component is there; undefined only in the first moment. */
export function useClassCode(
  file: string,
  { syncpack, packVersion }: ClassOrigin,
): { code: ClassStore; state: ClassState } | undefined {
  const { code: desk } = useWorkbench();
  const [code, setCode] = useState<ClassStore>();
  useEffect(() => {
    const opened = desk.open(file, { syncpack, packVersion });
    setCode(opened.code);
    return opened.close;
  }, [desk, file, syncpack, packVersion]);
  const state = useSyncExternalStore(code?.store.subscribe ?? never, () => code?.store.getState());
  return code === undefined || state === undefined ? undefined : { code, state };
}
