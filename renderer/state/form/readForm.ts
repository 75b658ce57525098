import type { ParameterManifest, StepManifest } from "../../../core/model/StepManifest.ts";

/** Parameters that stand together under a title; `""` is the part without one, and comes first. */
export interface FormSection {
  title: string;
  fields: readonly ParameterManifest[];
  /** Folded until somebody opens them. */
  advanced: readonly ParameterManifest[];
}

const known = new WeakMap<StepManifest, readonly FormSection[]>();

/** The form of a step class: sections in the order in which their first parameter is declared. */
export function readForm(manifest: StepManifest): readonly FormSection[] {
  const read = known.get(manifest);
  if (read !== undefined) return read;
  const titles = new Set(["", ...manifest.parameters.map(({ section }) => section ?? "")]);
  const sections = [...titles].flatMap((title): FormSection[] => {
    const all = manifest.parameters.filter(({ section }) => (section ?? "") === title);
    const fields = all.filter(({ advanced }) => advanced !== true);
    const advanced = all.filter((parameter) => parameter.advanced === true);
    return all.length === 0 ? [] : [{ title, fields, advanced }];
  });
  known.set(manifest, sections);
  return sections;
}
