import type { ReactElement } from "react";
import { useBrokenClass } from "../../../commands/useBrokenClass.ts";
import { useStepRun } from "../../../commands/useStepRun.ts";
import { useClasses, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { findAuthorPlace, findScriptPlace } from "../../../state/code/findAuthorPlace.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { countAttempts } from "../../../state/live/countAttempts.ts";
import { toStepLook } from "../../../state/live/toStepLook.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { StateBadge } from "../../../ui/StateBadge.tsx";
import { toDuration } from "../../../ui/toDuration.ts";
import styles from "./StepPanel.module.css";
import { StepWaits } from "./StepWaits.tsx";

/** The class of a step, and how the step is doing in the run that is shown. */
export function StepHead({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const { manifest } = step;
  const broken = useBrokenClass(step);
  const unknown =
    broken === undefined
      ? t("step.unknownClass", { file: step.file })
      : t("step.brokenClass", { file: step.file, reason: broken.problem });
  return (
    <div className={styles.stepHead}>
      <div className={styles.class}>
        <span className={styles.tile}>
          <Icon name={manifest === undefined ? "circle-alert" : (manifest.icon ?? "square-function")} />
        </span>
        <div>
          <strong>{manifest?.friendlyName ?? step.file}</strong>
          <p>{manifest?.description ?? unknown}</p>
          <KeptVersion step={step} />
        </div>
      </div>
      <StepState step={step} />
    </div>
  );
}

/** Says that the class is not the newest of its pack, as the application keeps an older one. */
function KeptVersion({ step: { file, syncpack, manifest } }: { step: FlowStep }): ReactElement | null {
  const t = useText();
  const { manifests, versionOf, packNames } = useClasses();
  const newest = manifests(file, syncpack);
  const version = manifest && versionOf(manifest);
  const newer = newest && versionOf(newest);
  if (version === undefined || newer === undefined || version === newer) return null;
  const pack = manifest?.syncpack ?? "";
  return <p>{t("step.keptVersion", { pack: packNames.get(pack) ?? pack, version, newer })}</p>;
}

/** The author's line where the step failed; a click opens the code there. */
function ErrorPlace({ step, stack }: { step: FlowStep; stack: string | undefined }): ReactElement | null {
  const { session } = useWorkbench();
  // Where a script stands in a parameter, that is what the author wrote.
  const script = step.manifest?.parameters.find(({ kind, language }) => kind === "code" && language === "typescript");
  const inScript = findScriptPlace(stack);
  if (script !== undefined && inScript !== undefined) {
    const codePlace = { step: step.id, parameter: script.name, ...inScript };
    const open = (): void => session.set({ stepTab: "parameters", parametersJson: false, codePlace });
    return <PlaceLink line={inScript.line} file={script.title ?? script.name} onOpen={open} />;
  }
  const file = `${step.file}.ts`;
  const place = findAuthorPlace(stack, file);
  if (place === undefined) return null;
  const open = (): void => session.set({ stepTab: "code", codePlace: { file: step.file, ...place } });
  return <PlaceLink line={place.line} file={file} onOpen={open} />;
}

function PlaceLink({ line, file, onOpen }: { line: number; file: string; onOpen(): void }): ReactElement {
  const t = useText();
  return (
    <button type="button" className={styles.place} onClick={onOpen}>
      {t("step.error.place", { line, file })}
    </button>
  );
}

function StepState({ step }: { step: FlowStep }): ReactElement | null {
  const t = useText();
  const run = useStepRun(step.id);
  if (run === undefined) return null;
  const look = toStepLook(run, step);
  const attempts = countAttempts(step, run);
  const duration = run.finishedAt === undefined ? undefined : toDuration(run.startedAt, run.finishedAt);
  return (
    <section className={styles.state}>
      <StateBadge look={look} word={t(`step.state.${look}`)} detail={duration} />
      {attempts > 1 ? <span>{t("step.attempts", { count: attempts })}</span> : null}
      <StepWaits step={step} record={run} />
      {run.error === undefined ? null : (
        <div className={styles.error}>
          <strong>{run.error.exception}</strong>
          <p>{run.error.message}</p>
          <ErrorPlace step={step} stack={run.error.stack} />
        </div>
      )}
    </section>
  );
}
