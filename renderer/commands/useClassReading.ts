import { useState } from "react";
import { useWorkbench } from "./WorkbenchContext.ts";

/** Reads the step classes anew when somebody asks for it, and tells why where that fails. */
export function useClassReading(): { isReading: boolean; read: () => void } {
  const { classes, notify } = useWorkbench();
  const [isReading, setReading] = useState(false);
  const read = async (): Promise<void> => {
    setReading(true);
    try {
      await classes.reload();
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), "error");
    } finally {
      setReading(false);
    }
  };
  return { isReading, read: () => void read() };
}
