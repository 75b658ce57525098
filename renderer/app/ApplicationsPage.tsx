import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useMemo } from "react";
import { useStore } from "zustand";
import { includesRole, isRole } from "../../core/model/roles.ts";
import { ApplicationsScreen } from "../screens/applications/ApplicationsScreen.tsx";
import type { RowActions } from "../screens/applications/ApplicationTable.tsx";
import { Overview } from "../screens/applications/Overview.tsx";
import { type GuideStore, nextOf } from "../state/guide/createGuideStore.ts";
import { useText } from "../text/useText.ts";
import type { AppPorts } from "./AppPorts.ts";
import { toAddress } from "./addresses.ts";
import { createTemplatePort } from "./createTemplatePort.ts";
import { doWork } from "./doWork.tsx";
import { saveFile } from "./saveFile.tsx";
import { tell, tellError } from "./tell.tsx";

export interface ApplicationsPageProps {
  ports: AppPorts;
  role: string;
  /** The guided first flow; undefined = not available. */
  guide: GuideStore | undefined;
  chooseImport(): void;
  go(address: string): void;
}

/** The start page: what goes on, and all applications with what one can do with them. */
export function ApplicationsPage({ ports, role, guide, chooseImport, go }: ApplicationsPageProps): ReactElement {
  const { places } = ports;
  const begin = async (): Promise<void> => {
    const known = guide?.store.getState().guide?.application;
    const list = await ports.listApplications();
    // The one it was begun in may be deleted.
    const name = list.find((one) => one.name === known)?.name ?? (await ports.createApplication());
    guide?.begin(name);
    go(toAddress({ name }));
  };
  return (
    <ApplicationsScreen
      list={() => ports.listApplications()}
      create={() => ports.createApplication()}
      open={(name, run) => go(toAddress({ name, run }))}
      openConfiguration={(name) => go(`/configurations/${encodeURIComponent(name)}`)}
      onError={tellError}
      onImport={ports.transfer === undefined ? undefined : chooseImport}
      guide={guide === undefined ? null : <GuideButton guide={guide} begin={() => begin().catch(tellError)} />}
      templates={useMemo(() => createTemplatePort(ports), [ports])}
      overview={places === undefined ? null : <Overview {...places} go={go} />}
      latest={places}
      actions={useActions({ ports, role, go })}
    />
  );
}

/** Begins the guided first flow, or goes on with it; not there when it is finished. */
function GuideButton({ guide, begin }: { guide: GuideStore; begin(): void }): ReactElement | null {
  const t = useText();
  const state = useStore(guide.store, (held) => held.guide);
  if (state !== undefined && nextOf(state) === undefined) return null;
  return (
    <Button variant="subtle" onClick={begin}>
      {t(state === undefined ? "guide.begin" : "guide.resume")}
    </Button>
  );
}

function useActions({ ports, role, go }: Pick<ApplicationsPageProps, "ports" | "role" | "go">): RowActions {
  const t = useText();
  const queries = useQueryClient();
  const { places, transfer } = ports;
  if (places === undefined) return {};
  const { applications, runs } = places;
  const may = (needed: "operator" | "developer"): boolean => !isRole(role) || includesRole(role, needed);
  const act = (work: Promise<unknown>): void => {
    work.then(() => void queries.invalidateQueries(), tellError);
  };
  const remove = async (name: string): Promise<void> => {
    await applications.remove(name);
    const id = notifications.show({
      autoClose: 15_000,
      message: (
        <>
          {t("applications.deleted", { name })}{" "}
          <Button size="compact-xs" variant="default" onClick={() => restore()}>
            {t("applications.restore")}
          </Button>
        </>
      ),
    });
    const restore = (): void => {
      notifications.hide(id);
      act(applications.restore(name));
    };
  };
  const run = async (name: string, how: "run" | "debug"): Promise<void> => {
    await runs.start(name, how);
    tell(t("applications.started", { name }), "info");
  };
  const save = async (name: string): Promise<void> => {
    const content = await doWork(t("work.export", { name }), async ({ signal }) =>
      transfer?.exportArchive(name, signal),
    );
    if (content !== undefined) saveFile({ name: `${name}.zip`, type: "application/zip", content });
  };
  return {
    run: may("operator") ? (name) => act(run(name, "run")) : undefined,
    debug: may("operator") ? (name) => act(run(name, "debug")) : undefined,
    custom: may("operator") ? (name) => go(toAddress({ name, customRun: true })) : undefined,
    duplicate: may("developer") ? (name) => act(applications.duplicate(name)) : undefined,
    exportFile: transfer === undefined ? undefined : (name) => void save(name).catch(tellError),
    remove: may("developer") ? (name) => act(remove(name)) : undefined,
  };
}
