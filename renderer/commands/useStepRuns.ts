import { useEffect, useState } from "react";
import type { StepRunRecord } from "../../core/model/RunRecord.ts";
import { useWorkbench } from "./WorkbenchContext.ts";

/** All steps of the shown run; the component is painted again after each frame that changed one. */
export function useStepRuns(): readonly StepRunRecord[] {
  const { live } = useWorkbench();
  const [records, setRecords] = useState(live.all);
  useEffect(() => {
    setRecords(live.all());
    return live.onFrame(() => setRecords(live.all()));
  }, [live]);
  return records;
}
