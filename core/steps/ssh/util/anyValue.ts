import type { Parameter, ParameterOptions } from "sluice";

/** A parameter that takes a value of any type as it is, edited as text. */
export function anyValue(options: ParameterOptions): Parameter<unknown> {
  return { declaration: { ...options, kind: "text", anyType: true } };
}
