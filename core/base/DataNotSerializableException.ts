import { StepException } from "./StepException.ts";

/** Saved data holds something that cannot be kept for the next step; `path` says where, such as `$.rows[3].response` (semantics, section 3). */
export class DataNotSerializableException extends StepException {
  readonly path: string;

  constructor(message: string, path: string) {
    super(message);
    this.path = path;
  }
}
