import { SegmentedControl, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { isApplicationName } from "../../../../core/model/applicationName.ts";
import type { ChangedClass } from "../../../state/ports/VersionPort.ts";
import { useText } from "../../../text/useText.ts";
import styles from "./file.module.css";

/** What is to become of a changed step class. */
export interface ClassPlan {
  name: string;
  what: "publish" | "copy" | "leave";
  /** The name of the copy. */
  as: string;
}

/** All of them are published, but for those that cannot be. */
export function startPlans(classes: readonly ChangedClass[]): ClassPlan[] {
  return classes.map(({ name, problem }) => ({
    name,
    what: problem === undefined ? "publish" : "leave",
    as: `${name}Copy`,
  }));
}

export function isPossible({ what, as }: ClassPlan): boolean {
  return what !== "copy" || isApplicationName(as);
}

export interface ClassChoicesProps {
  classes: readonly ChangedClass[];
  plans: readonly ClassPlan[];
  onChange(plans: ClassPlan[]): void;
}

/** The step classes that were changed for the application, who else uses them, and what happens to each. */
export function ClassChoices({ classes, plans, onChange }: ClassChoicesProps): ReactElement | null {
  const t = useText();
  if (classes.length === 0) return null;
  const change = (name: string, part: Partial<ClassPlan>): void =>
    onChange(plans.map((plan) => (plan.name === name ? { ...plan, ...part } : plan)));
  return (
    <fieldset className={styles.classes}>
      <legend>{t("publish.classes")}</legend>
      {classes.map(({ name, isNew, problem, usedBy }) => {
        const plan = plans.find((one) => one.name === name);
        const kinds = problem !== undefined ? (["leave"] as const) : isNew ? newKinds : allKinds;
        return (
          <div key={name} className={styles.class}>
            <div className={styles.classHead}>
              <strong>{name}</strong>
              <SegmentedControl
                size="xs"
                aria-label={t("publish.class.what", { name })}
                data={kinds.map((value) => ({ value, label: t(`publish.class.${value}`) }))}
                value={plan?.what ?? "leave"}
                onChange={(what) => change(name, { what: what as ClassPlan["what"] })}
              />
            </div>
            <span className={styles.quiet}>
              {problem ??
                (isNew
                  ? t("publish.class.new")
                  : usedBy.length === 0
                    ? t("publish.class.unused")
                    : t("publish.class.used", { count: usedBy.length, names: usedBy.slice(0, 5).join(", ") }))}
            </span>
            {plan?.what === "copy" ? (
              <TextInput
                aria-label={t("publish.class.as", { name })}
                description={t("publish.class.copy.help")}
                value={plan.as}
                error={isApplicationName(plan.as) ? undefined : t("names.wrong")}
                onChange={({ currentTarget }) => change(name, { as: currentTarget.value })}
              />
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}

const allKinds = ["publish", "copy", "leave"] as const;
const newKinds = ["publish", "leave"] as const;
