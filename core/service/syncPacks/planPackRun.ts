import { createRunId, type IdSource } from "../../base/ids.ts";
import type { JsonObject } from "../../base/json.ts";
import type { PlannedRun } from "../../engine/ports/EnginePorts.ts";
import { classKey, type RunPlan } from "../../engine/ports/RunStore.ts";
import { logLevels } from "../../model/RunRecord.ts";
import type { Vault } from "../ports/Vault.ts";
import { type PackPhase, type PackTarget, type PackWork, phaseNames, phasesOf } from "./packPhases.ts";

/** Stands where the hash of a class does: no module has it, so nobody's code is ever taken for a step of the host. */
export const hostHash = "host";

/** Whether the host itself does the steps of a run, which brings a pack into use. */
export function isPackRun({ classes }: Pick<RunPlan, "classes">): boolean {
  return Object.values(classes).some(({ reference }) => reference.hash === hostHash);
}

/** What such a run is called; no application can have that name. */
const nameOf = ({ name, version }: PackTarget): string => `syncpack:${name}@${version}`;

/** The run that brings a pack into use: a step for each phase, one after another, each with all that was agreed to. */
export function planPackRun(
  target: PackTarget,
  { works, ports }: { works: readonly PackWork[]; ports: IdSource & { vault: Vault } },
): PlannedRun {
  const phases = works.flatMap((work) => phasesOf[work]);
  const name = nameOf(target);
  const steps = phases.map((phase, index): JsonObject => {
    const next = phases[index + 1];
    return {
      ...{ name: phaseNames[phase], file: phase, ...toParameters(target) },
      ...(next === undefined ? {} : { output_to: [phaseNames[next]] }),
    };
  });
  return {
    record: {
      id: createRunId(ports),
      appName: name,
      state: "PENDING",
      warning: false,
      queue: "default",
      configuration: undefined,
      logLevel: logLevels.info,
      triggeredBy: { kind: "USER" },
      depth: 0,
      acceptedAt: ports.clock.now(),
      startedAt: undefined,
      finishedAt: undefined,
      kept: false,
      generateReport: false,
    },
    plan: {
      document: { name, app_variables: [], steps },
      classes: Object.fromEntries(phases.map((phase) => [classKey(phase, undefined), toClass(phase)])),
      configuration: undefined,
      parameters: {},
      wrappedDataKey: ports.vault.createDataKey(),
      inheritedSecrets: [],
      stepIds: {},
      pins: {},
      // It needs no worker, so it never waits for those that run steps.
      workers: 1,
    },
  };
}

function toParameters({ name, version, hash, source }: PackTarget): JsonObject {
  const { tarballs, allowScripts = [] } = source;
  return {
    pack: name,
    pack_version: version,
    archive: hash,
    ...(tarballs === undefined ? {} : { packages: tarballs }),
    ...(allowScripts.length === 0 ? {} : { allow_scripts: [...allowScripts] }),
  };
}

/** What a step of such a run is about. */
export function readTarget({ pack, pack_version, archive, packages, allow_scripts }: JsonObject): PackTarget {
  const allowScripts = Array.isArray(allow_scripts) ? allow_scripts.map(String) : [];
  return {
    ...{ name: String(pack), version: String(pack_version), hash: String(archive) },
    source: { allowScripts, ...(typeof packages === "string" ? { tarballs: packages } : {}) },
  };
}

function toClass(phase: PackPhase): RunPlan["classes"][string] {
  return {
    reference: { file: phase, syncpack: undefined, hash: hostHash, modulePath: "", originFolder: "" },
    manifest: {
      file: phase,
      friendlyName: phaseNames[phase],
      description: "A part of bringing a SyncPack into use, which the program does itself.",
      version: "1.0.0",
      type: "standard",
      parameters: [],
      stepFunctions: [],
      usesPreviousParameters: false,
      hash: hostHash,
    },
  };
}
