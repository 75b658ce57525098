import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { collectParameters, declaredNames } from "../../../core/model/stepKeys.ts";
import type { FlowStep } from "../flow/Flow.ts";

/**
 * The operations that give a step another class. Its name, edges and base keys stay, and so do parameters that the new
 * class declares too or that the old one did not know either; the others go.
 */
export function replaceClass(step: FlowStep, manifest: StepManifest): EditOperation[] {
  const declared = declaredNames(step.manifest);
  const kept = declaredNames(manifest);
  const lost = Object.keys(collectParameters(step.entry, declared)).filter(
    (name) => declared.has(name) && !kept.has(name),
  );
  return [
    { op: "setBase", step: step.id, key: "file", value: manifest.file },
    ...(step.syncpack === manifest.syncpack
      ? []
      : [{ op: "setBase", step: step.id, key: "syncpack", value: manifest.syncpack } as const]),
    ...lost.map((name): EditOperation => ({ op: "setParameter", step: step.id, path: [name] })),
  ];
}
