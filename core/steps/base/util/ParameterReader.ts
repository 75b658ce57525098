import type { ParameterMap, ParameterValue } from "sluice";

/** A step that declares at least the parameters of a map, as far as shared code reads it. */
export interface ParameterReader<P extends ParameterMap> {
  getParameter<K extends keyof P & string>(name: K): ParameterValue<P[K]>;
}
