import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import styles from "./file.module.css";

/** Where the application is used under its identifier, and what a new one means there. */
export function ApplicationUses({ isFixed }: { isFixed: boolean }): ReactElement | null {
  const t = useText();
  const { versions, name } = useWorkbench();
  const { data, error } = useQuery({
    queryKey: ["application-uses", name],
    queryFn: () => versions?.uses() ?? [],
    gcTime: 0,
    retry: false,
  });
  if (error !== null) return <p className={styles.quiet}>{t("names.uses.failed", { reason: error.message })}</p>;
  if (data === undefined) return <p className={styles.quiet}>{t("names.uses.loading")}</p>;
  if (data.length === 0) return <p className={styles.quiet}>{t("names.uses.none")}</p>;
  return (
    <section aria-label={t("names.uses")}>
      <p className={isFixed ? styles.quiet : styles.warning}>
        {isFixed ? null : <Icon name="triangle-alert" size={14} />}
        <span>{t(isFixed ? "names.uses.fixed" : "names.uses.change", { name })}</span>
      </p>
      <ul className={styles.uses}>
        {data.map(({ by, name: user, step }) => (
          <li key={`${by} ${user} ${step ?? ""}`}>
            {by === "schedule"
              ? t("names.uses.schedule", { name: user })
              : t("names.uses.step", { name: user, step: step ?? "" })}
          </li>
        ))}
      </ul>
    </section>
  );
}
