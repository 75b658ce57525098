import { type ReactElement, useCallback, useMemo, useState } from "react";
import { createBaseParameters } from "../../../inspector/baseParameters.ts";
import { ManyForm } from "../../../inspector/ManyForm.tsx";
import { listShared, type ManyChange } from "../../../state/edits/editMany.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import styles from "./StepTest.module.css";

interface OtherParametersProps {
  step: FlowStep;
  changes: ReadonlyMap<string, ManyChange>;
  onChange: (update: (before: ReadonlyMap<string, ManyChange>) => ReadonlyMap<string, ManyChange>) => void;
}

/** Values of parameters for one run, beside those of the draft, which stay as they are. */
export function OtherParameters({ step, changes, onChange }: OtherParametersProps): ReactElement {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const base = useMemo(() => createBaseParameters(t), [t]);
  const shared = useMemo(() => listShared([step], base), [step, base]);
  const change = useCallback(
    (name: string, next: ManyChange | undefined) =>
      onChange((before) => {
        const kept = [...before].filter(([other]) => other !== name);
        return new Map(next === undefined ? kept : [...kept, [name, next]]);
      }),
    [onChange],
  );
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={14} />
        <span>{t("test.parameters")}</span>
        {changes.size === 0 ? null : (
          <span className={styles.quiet}>{t("test.parameters.changed", { count: changes.size })}</span>
        )}
      </button>
      {isOpen ? <ManyForm isOne step={step.id} shared={shared} changes={changes} onChange={change} /> : null}
    </>
  );
}
