import { ActionIcon, Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import { useClassReading } from "../../../commands/useClassReading.ts";
import { useClasses } from "../../../commands/WorkbenchContext.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import styles from "./Registry.module.css";

/** The classes that could not be read, each with the reason, and a way to read them again. */
export function BrokenClasses({ query }: { query: string }): ReactElement | null {
  const t = useText();
  const { broken, packNames } = useClasses();
  const { isReading, read } = useClassReading();
  const found = broken.filter(({ file }) => file.toLowerCase().includes(query.trim().toLowerCase()));
  if (found.length === 0) return null;
  return (
    <section>
      <h3 className={`${styles.category} ${styles.brokenHead}`}>
        {t("registry.broken")}
        <Tooltip label={t("registry.broken.read")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            loading={isReading}
            aria-label={t("registry.broken.read")}
            onClick={read}
          >
            <Icon name="refresh-cw" size={14} />
          </ActionIcon>
        </Tooltip>
      </h3>
      {found.map(({ file, syncpack, problem }) => (
        <div key={`${syncpack ?? ""}/${file}`} className={styles.broken}>
          <span className={styles.tile} data-broken="true">
            <Icon name="circle-alert" size={14} />
          </span>
          <span>
            {file}
            {syncpack === undefined ? null : (
              <span className={styles.file}> {packNames.get(syncpack) ?? syncpack}</span>
            )}
            <span className={styles.reason}>{problem}</span>
          </span>
        </div>
      ))}
    </section>
  );
}
