import { Checkbox, Select, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { RunFilter } from "../../state/ports/RunListPort.ts";
import { useText } from "../../text/useText.ts";
import styles from "./RunsScreen.module.css";

const states = ["PENDING", "STARTED", "SUCCESS", "FAILURE", "REVOKED"] as const;
const triggers = ["USER", "SCHEDULE", "API", "RUN"] as const;

/** Narrows the list of runs. */
export function RunFilters({
  filter,
  onChange,
}: {
  filter: RunFilter;
  onChange(filter: RunFilter): void;
}): ReactElement {
  const t = useText();
  return (
    <div className={styles.filters}>
      <TextInput
        type="search"
        className={styles.search}
        aria-label={t("runs.search")}
        placeholder={t("runs.search")}
        value={filter.text ?? ""}
        onChange={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value || undefined })}
      />
      <Select
        aria-label={t("runs.state")}
        placeholder={t("runs.state.any")}
        clearable
        data={states.map((value) => ({ value, label: t(`runs.state.${value}`) }))}
        value={filter.state ?? null}
        onChange={(state) => onChange({ ...filter, state: (state as RunFilter["state"]) ?? undefined })}
      />
      <Select
        aria-label={t("runs.trigger")}
        placeholder={t("runs.trigger.any")}
        clearable
        data={triggers.map((value) => ({ value, label: t(`runs.trigger.${value}`) }))}
        value={filter.triggeredBy ?? null}
        onChange={(kind) => onChange({ ...filter, triggeredBy: (kind as RunFilter["triggeredBy"]) ?? undefined })}
      />
      <Checkbox
        label={t("runs.kept")}
        checked={filter.kept ?? false}
        onChange={({ currentTarget }) => onChange({ ...filter, kept: currentTarget.checked || undefined })}
      />
    </div>
  );
}
