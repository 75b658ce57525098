import type { DataPath, StepDataPlace } from "../../../../state/ports/StepDataPort.ts";

/** The saved data that a view shows. */
export interface DataShown {
  place: StepDataPlace;
  /** Only what is below it. */
  root: DataPath;
  /** Rows of earlier producers in front of these, where a consumer sees them joined. */
  offset: number;
  /** Goes to the field that searches it. */
  onSearch: () => void;
  /** Shows what is below another path, as a tree. */
  onRoot: (path: DataPath) => void;
}
