import { memo, type ReactElement, useCallback, useMemo } from "react";
import { declaredNames } from "../../core/model/stepKeys.ts";
import { useDocument } from "../commands/WorkbenchContext.ts";
import { useText } from "../text/useText.ts";
import { createBaseParameters } from "./baseParameters.ts";
import { ErrorEdges } from "./ErrorEdges.tsx";
import styles from "./Form.module.css";
import { ParameterField } from "./ParameterField.tsx";
import { RetryDelays } from "./RetryDelays.tsx";

/** The base parameters of a step, with the delays that its retries would have. */
export const BaseForm = memo(function BaseForm({ step }: { step: string }): ReactElement {
  const t = useText();
  const manifest = useDocument(useCallback(({ flow }) => flow.byId.get(step)?.manifest, [step]));
  const all = useMemo(() => createBaseParameters(t), [t]);
  // A class may declare a parameter of such a name; then it is no base key.
  const parameters = all.filter(({ name }) => !declaredNames(manifest).has(name));
  const isRetry = (name: string): boolean => name.startsWith("retry_");
  return (
    <div className={styles.form}>
      <section className={styles.section} aria-label={t("base.retries")}>
        {parameters
          .filter(({ name }) => isRetry(name))
          .map((parameter) => (
            <ParameterField key={parameter.name} step={step} parameter={parameter} isBase />
          ))}
        <RetryDelays step={step} />
      </section>
      <section className={styles.section} aria-label={t("base.errors")}>
        {declaredNames(manifest).has("error_to") ? null : <ErrorEdges step={step} />}
        {parameters
          .filter(({ name }) => !isRetry(name))
          .map((parameter) => (
            <ParameterField key={parameter.name} step={step} parameter={parameter} isBase />
          ))}
      </section>
    </div>
  );
});
