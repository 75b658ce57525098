import { type ReactElement, useMemo } from "react";
import type { JsonValue } from "../../core/base/json.ts";
import type { ManyChange, SharedParameter } from "../state/edits/editMany.ts";
import { createKeptVisit } from "../state/form/FieldVisit.ts";
import { choiceOfKind } from "../state/form/fieldMode.ts";
import { useText } from "../text/useText.ts";
import styles from "./Form.module.css";
import { Field } from "./ParameterField.tsx";

interface ManyFormProps {
  /** Id of one of the steps, against which expressions are shown. */
  step: string;
  shared: readonly SharedParameter[];
  changes: ReadonlyMap<string, ManyChange>;
  /** There is one step only. */
  isOne?: boolean;
  onChange(name: string, change: ManyChange | undefined): void;
}

/** What one or several steps have in common: those parameters that differ say so, and only what one touches is changed. */
export function ManyForm({ step, shared, changes, isOne = false, onChange }: ManyFormProps): ReactElement {
  const t = useText();
  const sections = [false, true].map((isBase) => shared.filter((one) => one.isBase === isBase));
  return (
    <div className={styles.form}>
      {sections.map((fields, index) => (
        <section key={index === 0 ? "own" : "base"} className={styles.section} aria-label={t(titleOf(index, isOne))}>
          <h3 className={styles.sectionTitle}>{t(titleOf(index, isOne))}</h3>
          {fields.length === 0 ? <p className={styles.note}>{t(isOne ? "many.noneOfOne" : "many.none")}</p> : null}
          {fields.map((one) => (
            <ManyField
              key={one.parameter.name}
              step={step}
              shared={one}
              change={changes.get(one.parameter.name)}
              onChange={onChange}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

function titleOf(index: number, isOne: boolean): "many.own" | "many.ofClass" | "many.base" {
  if (index > 0) return "many.base";
  return isOne ? "many.ofClass" : "many.own";
}

interface ManyFieldProps extends Pick<ManyFormProps, "step" | "onChange"> {
  shared: SharedParameter;
  change: ManyChange | undefined;
}

function ManyField({ step, shared, change, onChange }: ManyFieldProps): ReactElement {
  const t = useText();
  const { isBase, isMixed } = shared;
  const { name } = shared.parameter;
  const visit = useMemo(
    () => createKeptVisit((value: JsonValue | undefined) => onChange(name, { isBase, value })),
    [onChange, name, isBase],
  );
  const isOpen = isMixed && change === undefined;
  const { showWhen: _, defaultValue, required, ...rest } = shared.parameter;
  const parameter = {
    ...rest,
    // A switch is on or off; of several steps it may be both.
    ...(rest.kind === "boolean"
      ? {
          kind: "select" as const,
          options: [
            { value: true, label: t("many.on") },
            { value: false, label: t("many.off") },
          ],
        }
      : {}),
    ...(isOpen
      ? { placeholder: t("many.mixed") }
      : {
          ...(defaultValue === undefined ? {} : { defaultValue }),
          ...(required === undefined ? {} : { required }),
        }),
  };
  return (
    <div className={styles.many} data-touched={change !== undefined}>
      <Field
        step={step}
        parameter={parameter}
        value={change === undefined ? shared.value : change.value}
        visit={visit}
        choice={isBase ? "none" : choiceOfKind(shared.parameter.kind)}
      />
      {change === undefined ? null : (
        <button
          type="button"
          className={styles.leave}
          aria-label={t("many.leaveOf", { name: shared.parameter.title ?? name })}
          onClick={() => onChange(name, undefined)}
        >
          {t("many.leave")}
        </button>
      )}
    </div>
  );
}
