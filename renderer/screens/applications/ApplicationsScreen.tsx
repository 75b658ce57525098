import { Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useDeferredValue, useState } from "react";
import type { TemplatePort } from "../../state/ports/TemplatePort.ts";
import { useText } from "../../text/useText.ts";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { ApplicationTable, type RowActions } from "./ApplicationTable.tsx";
import { TemplateDialog } from "./TemplateDialog.tsx";
import { type LatestPorts, useLatest } from "./useLatest.ts";

/** An application in the list. */
export interface ApplicationRow {
  name: string;
  friendlyName: string;
  revision: number;
  hasDraft: boolean;
  steps: number;
  /** The configuration it is aligned with; empty = none. */
  configuration: string;
  /** ms since the epoch. */
  updatedAt: number;
}

export interface ApplicationsScreenProps {
  list(): Promise<readonly ApplicationRow[]>;
  /** Resolves with the name of the new one. */
  create(): Promise<string>;
  open(name: string, run?: string): void;
  openConfiguration(name: string): void;
  onError(message: string): void;
  /** Asks for files to import; undefined = not available. */
  onImport: (() => void) | undefined;
  /** What new ones can begin from; undefined = not available. */
  templates?: TemplatePort | undefined;
  /** Begins the guided first flow. */
  guide?: ReactNode;
  /** Stands above the list. */
  overview?: ReactNode;
  /** What ran last and comes next; undefined = not available. */
  latest?: LatestPorts | undefined;
  actions?: RowActions;
}

/** All applications; a new one is one click away. */
export function ApplicationsScreen({
  list,
  create,
  open,
  openConfiguration,
  onError,
  onImport,
  templates,
  guide,
  overview,
  latest,
  actions = {},
}: ApplicationsScreenProps): ReactElement {
  const t = useText();
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const { data, error, refetch } = useQuery({ queryKey: ["applications"], queryFn: list });
  const add = (): void => {
    create().then(open, (reason: Error) => onError(reason.message));
  };
  const [choosesTemplate, setChoosesTemplate] = useState(false);
  const queries = useQueryClient();
  const button = <Button onClick={add}>{t("applications.new")}</Button>;
  const { lastRuns, nextTimes } = useLatest(latest);
  if (error !== null) {
    return (
      <Message title={t("applications.failed")} details={error.message}>
        <Button onClick={() => void refetch()}>{t("document.retry")}</Button>
      </Message>
    );
  }
  if (data === undefined) return <Message title={t("applications.loading")} />;
  const found = data.filter(({ name, friendlyName }) => `${name} ${friendlyName}`.toLowerCase().includes(wanted));
  const fromTemplate =
    templates === undefined ? null : (
      <Button variant="default" onClick={() => setChoosesTemplate(true)}>
        {t("templates.open")}
      </Button>
    );
  const buttons = (
    <>
      {data.length === 0 ? null : guide}
      {fromTemplate}
      {onImport === undefined ? null : (
        <Button variant="default" onClick={onImport}>
          {t("applications.import")}
        </Button>
      )}
      {button}
    </>
  );
  return (
    <Screen title={t("applications.title")} actions={buttons}>
      {overview}
      {data.length === 0 ? (
        <Message title={t("applications.none")} help={t("templates.first")}>
          {button}
          {fromTemplate}
          {guide}
        </Message>
      ) : (
        <>
          <TextInput
            type="search"
            aria-label={t("applications.search")}
            placeholder={t("applications.search")}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
          <ApplicationTable
            rows={found}
            lastRuns={lastRuns}
            nextTimes={nextTimes}
            open={open}
            openConfiguration={openConfiguration}
            actions={actions}
          />
        </>
      )}
      {choosesTemplate && templates !== undefined ? (
        <TemplateDialog
          port={templates}
          onClose={() => setChoosesTemplate(false)}
          onCreated={(name) => {
            void queries.invalidateQueries({ queryKey: ["applications"] });
            open(name);
          }}
        />
      ) : null}
    </Screen>
  );
}
