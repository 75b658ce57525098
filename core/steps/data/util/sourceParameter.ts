import { anyValue } from "sluice";

/** What a step that reads text reads. */
export const sourceParameter = anyValue({
  title: "Source",
  description: "The text or bytes to read; empty = the data of the earlier steps.",
  sampleValue: "${body}",
});

interface SourceReader {
  getParameter(name: string): unknown;
  joinPreviousStepData(): unknown;
}

/** The value of the parameter `source`, or else the data of the earlier steps. */
export function readSource(step: SourceReader): unknown {
  const given = step.getParameter("source");
  return given === null || given === "" ? step.joinPreviousStepData() : given;
}
