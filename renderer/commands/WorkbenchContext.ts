import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { DocumentState } from "../state/document/DocumentState.ts";
import type { ClassList } from "../state/ports/ClassPort.ts";
import type { SessionState } from "../state/session/SessionState.ts";
import type { Workbench } from "./Workbench.ts";

/** The application on screen, for everything below it. */
export const WorkbenchContext = createContext<Workbench | undefined>(undefined);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (workbench === undefined) throw new Error("No application is on screen here.");
  return workbench;
}

/** A part of the document; the component is painted again when the part is another one. */
export function useDocument<T>(select: (state: DocumentState) => T): T {
  return useStore(useWorkbench().document.store, select);
}

/** The step classes one can add, as they are now. */
export function useClasses(): ClassList {
  return useStore(useWorkbench().classes.store);
}

/** A part of what this window looks at. */
export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(useWorkbench().session.store, select);
}
