import { Button, Tabs, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { isApplicationName } from "../../../core/model/applicationName.ts";
import { type ClassState, type ClassStore, createClassStore } from "../../state/code/createClassStore.ts";
import { useText } from "../../text/useText.ts";
import { HelpText } from "../../ui/HelpText.tsx";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Bench } from "./Bench.tsx";
import { ClassText } from "./ClassText.tsx";
import styles from "./StepsScreen.module.css";
import type { ClassPlace, StepsScreenProps } from "./StepsScreen.tsx";
import { Versions } from "./Versions.tsx";

/** One step class: its code, a bench to try it, its versions, its help and who uses it. */
export function ClassPage(props: StepsScreenProps & { place: ClassPlace }): ReactElement {
  const { port, bench, clock, place, mayChange, open, openApplication, notify } = props;
  const { file, syncpack } = place;
  const t = useText();
  const code = useMemo(() => createClassStore({ port, name: file, syncpack, clock }), [port, file, syncpack, clock]);
  const state = useStore(code.store);
  useEffect(() => {
    void code.load();
    return () => void code.settled();
  }, [code]);
  const back = (
    <Button variant="default" onClick={() => open(undefined)}>
      {t("steps.back")}
    </Button>
  );
  if (state.status === "failed") {
    return (
      <Message title={t("code.failed")} details={state.error}>
        {back}
      </Message>
    );
  }
  const { text } = state;
  if (text === undefined) return <Message title={t("places.loading")} />;
  const manifest = state.check?.manifest ?? text.manifest;
  const isOwn = text.isOwn && mayChange;
  return (
    <Screen title={manifest?.friendlyName ?? file} actions={back}>
      <p className={styles.facts}>
        {[file, syncpack ?? t("registry.group.own"), manifest?.version, manifest?.author].filter(Boolean).join(" · ")}
      </p>
      {manifest === undefined ? null : <p className={styles.description}>{manifest.description}</p>}
      <UsedBy names={text.usedBy} openApplication={openApplication} />
      <Tabs defaultValue="code" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="code">{t("steps.code")}</Tabs.Tab>
          <Tabs.Tab value="bench" disabled={manifest === undefined || !mayChange}>
            {t("steps.bench")}
          </Tabs.Tab>
          {text.isOwn ? <Tabs.Tab value="versions">{t("code.versions")}</Tabs.Tab> : null}
          {manifest?.help === undefined ? null : <Tabs.Tab value="help">{t("steps.help")}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="code" className={styles.panel}>
          {isOwn ? (
            <OwnBar {...{ code, state, file, notify }} />
          ) : (
            <CopyBar {...{ port, place, owner: text.owner, mayChange, open, notify }} />
          )}
          <ClassText file={file} code={code} state={state} isOwn={isOwn} />
        </Tabs.Panel>
        <Tabs.Panel value="bench" className={styles.panel}>
          {manifest === undefined ? null : (
            <Bench bench={bench} place={place} manifest={manifest} isDraft={state.isDraft} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="versions" className={styles.panel}>
          <Versions
            port={port}
            file={file}
            code={state.code}
            onRestore={isOwn ? (given) => code.edit(given) : undefined}
          />
        </Tabs.Panel>
        <Tabs.Panel value="help" className={styles.panel}>
          <HelpText text={manifest?.help ?? ""} />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}

interface UsedByProps {
  names: readonly string[];
  openApplication(name: string): void;
}

function UsedBy({ names, openApplication }: UsedByProps): ReactElement {
  const t = useText();
  return (
    <section className={styles.uses} aria-label={t("steps.uses")}>
      <span>{t("code.usedBy", { count: names.length })}</span>
      {names.map((name) => (
        <button key={name} type="button" className={styles.plain} onClick={() => openApplication(name)}>
          {name}
        </button>
      ))}
    </section>
  );
}

interface OwnBarProps {
  code: ClassStore;
  state: ClassState;
  file: string;
  notify(message: string, kind: "info" | "error"): void;
}

/** How a draft stands, and what one can do with it. */
function OwnBar({ code, state, file, notify }: OwnBarProps): ReactElement {
  const t = useText();
  const queries = useQueryClient();
  const { saving, isDraft, check } = state;
  const said =
    saving === "offline"
      ? "code.offline"
      : saving === "unsaved"
        ? "code.unsaved"
        : isDraft
          ? "code.draftSaved"
          : "code.noDraft";
  const publish = (): void => {
    code.publish().then(
      (usedBy) => {
        void queries.invalidateQueries({ queryKey: ["classes"] });
        void queries.invalidateQueries({ queryKey: ["versions", file] });
        notify(t("code.published", { name: file, count: usedBy.length }), "info");
      },
      (reason: Error) => notify(t("code.notPublished", { name: file, reason: reason.message }), "error"),
    );
  };
  return (
    <div className={styles.bar}>
      <span className={styles.said} role="status">
        {check?.problem ?? t(said)}
      </span>
      <Button
        variant="default"
        disabled={!isDraft}
        onClick={() => code.discard().catch((reason: Error) => notify(reason.message, "error"))}
      >
        {t("steps.discard")}
      </Button>
      <Button disabled={!isDraft} onClick={publish}>
        {t("code.publish")}
      </Button>
    </div>
  );
}

interface CopyBarProps extends Pick<StepsScreenProps, "port" | "mayChange" | "open" | "notify"> {
  place: ClassPlace;
  owner: string;
}

/** A class of a pack is changed as a copy of one's own. */
function CopyBar({ port, place, owner, mayChange, open, notify }: CopyBarProps): ReactElement {
  const t = useText();
  const queries = useQueryClient();
  const [name, setName] = useState(`My${place.file}`);
  const copy = (): void => {
    port.copy(place.file, { syncpack: place.syncpack, to: name.trim() }).then(
      () => {
        void queries.invalidateQueries({ queryKey: ["classes"] });
        open({ file: name.trim(), syncpack: undefined });
      },
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  return (
    <form
      className={styles.bar}
      onSubmit={(event) => {
        event.preventDefault();
        copy();
      }}
    >
      <span className={styles.said}>{t("code.readOnly", { owner })}</span>
      {mayChange ? (
        <>
          <TextInput
            aria-label={t("steps.copy.name")}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={!isApplicationName(name.trim())}>
            {t("code.copy")}
          </Button>
        </>
      ) : null}
    </form>
  );
}
