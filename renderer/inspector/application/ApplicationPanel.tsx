import { type ReactElement, useMemo } from "react";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { useText } from "../../text/useText.ts";
import styles from "../Form.module.css";
import { ApplicationField } from "./ApplicationField.tsx";
import { ConfigurationSection } from "./ConfigurationSection.tsx";
import { VariablesSection } from "./VariablesSection.tsx";

/** What an application is told beside its steps: its texts, its queue, its configuration and its variables. */
export function ApplicationPanel(): ReactElement {
  const t = useText();
  const parameters = useMemo(
    (): ParameterManifest[] => [
      { name: "friendly_name", kind: "text", title: t("application.friendlyName") },
      { name: "description", kind: "longText", title: t("application.description") },
      { name: "queue", kind: "queue", title: t("application.queue"), defaultValue: "default" },
      {
        name: "generate_report",
        kind: "boolean",
        title: t("application.report"),
        description: t("application.report.help"),
        defaultValue: false,
      },
    ],
    [t],
  );
  return (
    <div className={styles.form}>
      <section className={styles.section} aria-label={t("application.about")}>
        {parameters.map((parameter) => (
          <ApplicationField key={parameter.name} parameter={parameter} />
        ))}
      </section>
      <ConfigurationSection />
      <VariablesSection />
    </div>
  );
}
