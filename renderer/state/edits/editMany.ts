import { isJsonEqual, type JsonValue, ownValue, stringifyJson } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { declaredNames } from "../../../core/model/stepKeys.ts";
import type { FlowStep } from "../flow/Flow.ts";

/** A parameter that all of some steps have. */
export interface SharedParameter {
  parameter: ParameterManifest;
  isBase: boolean;
  /** What all of them say; undefined too when they differ. */
  value: JsonValue | undefined;
  isMixed: boolean;
}

/** What a person gives a parameter of several steps; undefined takes it away. */
export interface ManyChange {
  isBase: boolean;
  value: JsonValue | undefined;
}

/** What some steps have in common: parameters that every class declares alike, then those of every step that no class takes for itself. */
export function listShared(steps: readonly FlowStep[], base: readonly ParameterManifest[]): SharedParameter[] {
  const [first, ...others] = steps;
  if (first === undefined) return [];
  const declared = (first.manifest?.parameters ?? []).filter((parameter) =>
    others.every(({ manifest }) => manifest?.parameters.some((other) => isAlike(parameter, other)) === true),
  );
  const free = base.filter(({ name }) => !steps.some(({ manifest }) => declaredNames(manifest).has(name)));
  const read = (parameter: ParameterManifest, isBase: boolean): SharedParameter => {
    const [value, ...rest] = steps.map(({ entry }) => ownValue(entry, parameter.name));
    const isMixed = rest.some((other) => !isJsonEqual(value, other));
    return { parameter, isBase, value: isMixed ? undefined : value, isMixed };
  };
  return [...declared.map((parameter) => read(parameter, false)), ...free.map((parameter) => read(parameter, true))];
}

/** The operations that change what a person touched, and nothing else; steps that say it already are left alone. */
export function editMany(steps: readonly FlowStep[], changes: ReadonlyMap<string, ManyChange>): EditOperation[] {
  return steps.flatMap(({ id, entry }) =>
    [...changes].flatMap(([name, { isBase, value }]): EditOperation[] => {
      if (isJsonEqual(ownValue(entry, name), value)) return [];
      const given = value === undefined ? {} : { value };
      return isBase
        ? [{ op: "setBase", step: id, key: name, ...given }]
        : [{ op: "setParameter", step: id, path: [name], ...given }];
    }),
  );
}

/** Whether two classes mean the same by a name: values of one fit the other. */
function isAlike(a: ParameterManifest, b: ParameterManifest): boolean {
  const form = ({ name, kind, multiple, options, language }: ParameterManifest): string =>
    stringifyJson([name, kind, multiple ?? false, (options ?? []).map(({ value }) => value), language ?? ""]);
  return form(a) === form(b);
}
