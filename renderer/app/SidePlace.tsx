import type { ReactElement } from "react";
import { useSearch } from "wouter";
import type { RunState } from "../../core/model/RunRecord.ts";
import { includesRole, isRole } from "../../core/model/roles.ts";
import { ConfigurationsScreen } from "../screens/configurations/ConfigurationsScreen.tsx";
import { ReportsScreen } from "../screens/reports/ReportsScreen.tsx";
import { CompareScreen } from "../screens/runs/CompareScreen.tsx";
import { RunPage } from "../screens/runs/RunPage.tsx";
import { RunsScreen } from "../screens/runs/RunsScreen.tsx";
import { SchedulesScreen } from "../screens/schedules/SchedulesScreen.tsx";
import { SettingsScreen } from "../screens/settings/SettingsScreen.tsx";
import { toClassAddress } from "../screens/steps/toClassAddress.ts";
import { readPackPlace, toPackAddress } from "../screens/syncPacks/toPackAddress.ts";
import type { RunFilter } from "../state/ports/RunListPort.ts";
import type { Account, AppPorts } from "./AppPorts.ts";
import { toAddress } from "./addresses.ts";
import { browserClock } from "./browser.ts";
import { desktop } from "./desktop.ts";
import { KeySettings } from "./KeySettings.tsx";
import { stepsPlace } from "./stepsPlace.ts";
import { syncPacksPlace } from "./syncPacksPlace.ts";
import { tell, tellError } from "./tell.tsx";

const states: readonly RunState[] = ["PENDING", "STARTED", "SUCCESS", "FAILURE", "REVOKED"];

export interface SidePlaceProps {
  /** First part of the address. */
  place: string;
  /** Second part of the address. */
  name: string | undefined;
  ports: AppPorts;
  account: Account;
  go(address: string): void;
  /** Asks for the archive of a SyncPack. */
  choosePack(): void;
}

/** A place beside the editor. */
export function SidePlace({ place, name, ports, account, go, choosePack }: SidePlaceProps): ReactElement | null {
  const search = useSearch();
  if (ports.places === undefined || ports.names === undefined) return null;
  const { runs, schedules, configurations, reports, system, syncPacks, bench, compare, watch } = ports.places;
  const { role } = account;
  const may = (needed: "operator" | "developer" | "administrator") => !isRole(role) || includesRole(role, needed);
  const open = (application: string, run?: string) => go(toAddress({ name: application, run }));
  if (place === "runs" && name === "compare") {
    const given = new URLSearchParams(search);
    const both = [given.get("one") ?? "", given.get("other") ?? ""] as const;
    return <CompareScreen port={compare} runs={both} back={() => go("/runs")} open={open} />;
  }
  if (place === "steps") {
    const syncpack = new URLSearchParams(search).get("syncpack") ?? undefined;
    return (
      <stepsPlace.Shown
        port={ports.classes}
        bench={bench}
        clock={browserClock}
        mayChange={may("developer")}
        shown={name === undefined ? undefined : { file: name, syncpack }}
        open={(shown) => go(shown === undefined ? "/steps" : toClassAddress(shown))}
        openApplication={open}
        notify={tell}
      />
    );
  }
  if (place === "syncpacks") {
    return (
      <syncPacksPlace.Shown
        port={syncPacks}
        watch={watch}
        isAdministrator={may("administrator")}
        mayDevelop={may("developer")}
        shown={name === undefined ? undefined : readPackPlace(name, search)}
        open={(shown) => go(shown === undefined ? "/syncpacks" : toPackAddress(shown))}
        go={go}
        chooseImport={choosePack}
        notify={tell}
      />
    );
  }
  if (place === "runs" && name !== undefined) {
    const back = () => go("/runs");
    return (
      <RunPage
        key={name}
        port={watch}
        run={name}
        mayRun={may("operator")}
        {...{ back, notify: tell }}
        revoke={runs.revoke}
      />
    );
  }
  if (place === "runs") {
    const filter = readFilter(search);
    return (
      <RunsScreen
        port={runs}
        filter={filter}
        mayRun={may("operator")}
        open={open}
        compare={(one, other) => go(`/runs/compare?${new URLSearchParams({ one, other })}`)}
        notify={tell}
      />
    );
  }
  if (place === "schedules") {
    const port = schedules;
    return <SchedulesScreen port={port} names={ports.names} mayChange={may("developer")} open={open} notify={tell} />;
  }
  if (place === "settings") {
    const keys = <KeySettings port={ports.keys} onError={tellError} />;
    const signOut = (): void => void ports.logOut().then(() => window.location.assign("/"), tellError);
    return (
      <SettingsScreen
        port={system}
        keys={keys}
        isAdministrator={may("administrator")}
        notify={tell}
        account={account}
        signOut={desktop === undefined ? signOut : undefined}
      />
    );
  }
  if (place === "reports") {
    return (
      <ReportsScreen
        port={reports}
        mayDelete={may("developer")}
        shown={name}
        open={(run) => go(run === undefined ? "/reports" : `/reports/${encodeURIComponent(run)}`)}
        openRun={open}
        notify={tell}
      />
    );
  }
  return (
    <ConfigurationsScreen
      port={configurations}
      mayChange={may("developer")}
      shown={name}
      open={(shown) => go(shown === undefined ? "/configurations" : `/configurations/${encodeURIComponent(shown)}`)}
      openApplication={open}
      notify={tell}
    />
  );
}

function readFilter(search: string): RunFilter {
  const state = new URLSearchParams(search).get("state");
  return states.some((known) => known === state) ? { state: state as RunState } : {};
}
