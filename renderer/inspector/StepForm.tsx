import { memo, type ReactElement, useCallback, useState } from "react";
import { collectParameters, declaredNames } from "../../core/model/stepKeys.ts";
import { useDocument } from "../commands/WorkbenchContext.ts";
import { type FormSection, readForm } from "../state/form/readForm.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./Form.module.css";
import { ParameterField } from "./ParameterField.tsx";
import { UnknownField } from "./UnknownField.tsx";
import { UnreadClass } from "./UnreadClass.tsx";

/** The parameters of a step as its class declares them, and those it was given beside them. */
export const StepForm = memo(function StepForm({ step }: { step: string }): ReactElement {
  const t = useText();
  const manifest = useDocument(useCallback(({ flow }) => flow.byId.get(step)?.manifest, [step]));
  const unknown = useUnknownNames(step);
  const sections = manifest === undefined ? [] : readForm(manifest);
  const isKnown = manifest !== undefined;
  return (
    <div className={styles.form}>
      {isKnown ? null : <UnreadClass step={step} />}
      {sections.map((section) => (
        <Section key={section.title} step={step} section={section} />
      ))}
      {isKnown && manifest.parameters.length === 0 ? <p className={styles.note}>{t("form.none")}</p> : null}
      {unknown.length === 0 ? null : (
        <section className={styles.section} aria-label={t("form.unknown")}>
          <h3 className={styles.sectionTitle}>{t("form.unknown")}</h3>
          {isKnown ? <p className={styles.note}>{t("form.unknown.help")}</p> : null}
          {unknown.map((name) => (
            <UnknownField key={name} step={step} name={name} />
          ))}
        </section>
      )}
    </div>
  );
});

function Section({ step, section }: { step: string; section: FormSection }): ReactElement {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const { title, fields, advanced } = section;
  return (
    <section className={styles.section} aria-label={title || t("form.main")}>
      {title === "" ? null : <h3 className={styles.sectionTitle}>{title}</h3>}
      {fields.map((parameter) => (
        <ParameterField key={parameter.name} step={step} parameter={parameter} />
      ))}
      {advanced.length === 0 ? null : (
        <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={14} />
          {t("form.advanced", { count: advanced.length })}
        </button>
      )}
      {isOpen
        ? advanced.map((parameter) => <ParameterField key={parameter.name} step={step} parameter={parameter} />)
        : null}
    </section>
  );
}

/** Names of given parameters that the class does not declare, in the order of the document. */
function useUnknownNames(step: string): readonly string[] {
  const names = useDocument(
    useCallback(
      ({ flow }) => {
        const { entry, manifest } = flow.byId.get(step) ?? {};
        if (entry === undefined) return "[]";
        const declared = declaredNames(manifest);
        return JSON.stringify(Object.keys(collectParameters(entry, declared)).filter((name) => !declared.has(name)));
      },
      [step],
    ),
  );
  return JSON.parse(names) as string[];
}
