import { Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { type JsonValue, stringifyJson } from "../../../core/base/json.ts";
import { readText } from "../../../core/model/readApplication.ts";
import { perform } from "../../commands/perform.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { ConfigurationContent } from "../../state/ports/ConfigurationPort.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { ReadFailure } from "../../ui/ReadFailure.tsx";
import styles from "../Form.module.css";
import { ConfigurationValue } from "./ConfigurationValue.tsx";

/** The configuration an application runs with: chosen, cleared, and its values. */
export function ConfigurationSection(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { names, configurations, notify } = workbench;
  const queries = useQueryClient();
  const aligned = useDocument(({ edit }) => readText(edit.document, "configuration")) ?? "";
  const list = useQuery({
    queryKey: ["configurations"],
    queryFn: () => names?.listConfigurations() ?? [],
    enabled: names !== undefined,
  });
  const content = useQuery({
    queryKey: ["configuration", aligned, "content"],
    queryFn: async () => (await configurations?.read(aligned)) ?? null,
    enabled: configurations !== undefined && aligned !== "",
  });
  const failure = content.error ?? list.error;
  const retry = (): void => {
    if (list.error !== null) void list.refetch();
    if (content.error !== null) void content.refetch();
  };
  // None is a choice like the others, so that keys reach it as well.
  const none = { value: "", label: t("application.configuration.none") };
  const known = (list.data ?? []).map(({ name, friendlyName }) => ({ value: name, label: friendlyName || name }));
  // Its name is known before the list of them is.
  const isUnlisted = aligned !== "" && !known.some(({ value }) => value === aligned);
  const isMissing = isUnlisted && list.data !== undefined;
  const onSet = async (given: ConfigurationContent, name: string, value: JsonValue): Promise<boolean> => {
    try {
      await configurations?.set(given, { name, value });
      return true;
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), "error");
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: ["configuration", aligned] });
      await queries.invalidateQueries({ queryKey: ["resolve"] });
    }
  };
  return (
    <section className={styles.section} aria-label={t("application.configuration")}>
      <h3 className={styles.sectionTitle}>{t("application.configuration")}</h3>
      <Select
        size="xs"
        aria-label={t("application.configuration.aligned")}
        data={[none, ...known, ...(isUnlisted ? [{ value: aligned, label: aligned }] : [])]}
        value={aligned}
        allowDeselect={false}
        searchable={known.length > 8}
        error={isMissing ? t("application.configuration.missing") : undefined}
        comboboxProps={{ shadow: "md", offset: 4 }}
        onChange={(name) => {
          const operation = { op: "setConfiguration", name: name || undefined } as const;
          perform(workbench, t("gesture.set", { name: t("application.configuration") }), [operation]);
        }}
      />
      {failure === null ? null : (
        <ReadFailure reason={t("application.configuration.failed", { reason: failure.message })} onRetry={retry} />
      )}
      {failure === null && (list.isLoading || content.isLoading) ? (
        <p className={styles.note}>{t("application.configuration.loading")}</p>
      ) : null}
      {content.data == null ? null : (
        <>
          <Values content={content.data} onSet={onSet} />
          <AsJson content={content.data} />
        </>
      )}
    </section>
  );
}

interface ValuesProps {
  content: ConfigurationContent;
  onSet: (content: ConfigurationContent, name: string, value: JsonValue) => Promise<boolean>;
}

function Values({ content, onSet }: ValuesProps): ReactElement {
  const t = useText();
  if (content.variables.length === 0) return <p className={styles.note}>{t("application.configuration.empty")}</p>;
  return (
    <div className={styles.rows}>
      {content.variables.map((variable) => (
        <ConfigurationValue
          key={variable.name}
          configuration={content}
          variable={variable}
          onSet={(value) => onSet(content, variable.name, value)}
        />
      ))}
    </div>
  );
}

function AsJson({ content }: { content: ConfigurationContent }): ReactElement {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const values = content.variables.map(({ name, value, encrypted, isSet }) => {
    return { name, value: encrypted && isSet ? "•••" : (value ?? null), encrypted };
  });
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Icon name={isOpen ? "chevron-down" : "chevron-right"} size={14} />
        {t("application.configuration.json")}
      </button>
      {isOpen ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <pre className={styles.json} tabIndex={0}>
          {stringifyJson(values, 2)}
        </pre>
      ) : null}
    </>
  );
}
