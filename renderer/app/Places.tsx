import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { Route, Switch, useLocation } from "wouter";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { includesRole, isRole } from "../../core/model/roles.ts";
import { LoginScreen } from "../screens/login/LoginScreen.tsx";
import { createGuideStore } from "../state/guide/createGuideStore.ts";
import type { PlacePort } from "../state/ports/PlacePort.ts";
import { createTabStore } from "../state/tabs/createTabStore.ts";
import { useText } from "../text/useText.ts";
import { Message } from "../ui/Message.tsx";
import type { Account, AppPorts } from "./AppPorts.ts";
import { readRevision, toAddress } from "./addresses.ts";
import { browserClipboard, storeText } from "./browser.ts";
import { GuideCard } from "./GuideCard.tsx";
import { listNamed, listPlaces } from "./listNamed.ts";
import {
  applicationsPlace,
  editorPlace,
  placeKeys,
  preloadPlace,
  preloadPlacesWhenIdle,
  sidePlace,
} from "./placeParts.ts";
import { Rail } from "./Rail.tsx";
import styles from "./Shell.module.css";
import { TabBar } from "./TabBar.tsx";
import { tell, tellError } from "./tell.tsx";
import { useFailureNotices } from "./useFailureNotices.ts";
import { useImporter } from "./useImporter.tsx";
import { usePackImporter } from "./usePackImporter.tsx";
import { watchDeleted } from "./watchDeleted.ts";

/** What is shown at each address, once it is known who works here. */
export function Places({ ports }: { ports: AppPorts }): ReactElement {
  const t = useText();
  const queries = useQueryClient();
  const session = useQuery({
    queryKey: ["session"],
    queryFn: async () => {
      // A place that is not there when it is shown comes 0.3 s late, however soon it is loaded: React reveals what waited no sooner.
      const [account] = await Promise.all([ports.session(), preloadPlace(window.location.pathname)]);
      return account;
    },
    retry: false,
  });
  if (isSluiceError(session.error, "not_authenticated")) {
    return <LoginScreen logIn={(given) => ports.logIn(given)} onDone={() => void queries.invalidateQueries()} />;
  }
  if (session.error !== null) return <Message title={t("app.unreachable")} details={session.error.message} />;
  if (session.data === undefined) return <Message title={t("app.connecting")} />;
  return <Shell ports={ports} account={session.data} />;
}

/** The tabs, and below them the place that the address names. */
function Shell({ ports, account }: { ports: AppPorts; account: Account }): ReactElement {
  const t = useText();
  const [address, go] = useLocation();
  const tabs = useMemo(() => createTabStore(storeText("sluice.tabs")), []);
  const chooseImport = useRef<() => void>(() => undefined);
  const shown = /^\/applications\/([^/?]+)/.exec(address)?.[1];
  const current = useRef(shown);
  current.current = shown;
  const places = useMemo<PlacePort>(
    () => ({
      open: (name, { replace = false, ...to } = {}) => go(toAddress({ name, ...to }), { replace }),
      list: () => ports.listApplications(),
      listPlaces: () => (ports.places === undefined ? [] : listPlaces(t)),
      listNamed: () => listNamed(ports),
      go: (address) => go(address),
      listOpen: () => tabs.store.getState().map(({ name }) => name),
      close(names) {
        const looked = current.current && decodeURIComponent(current.current);
        const [next] = names.map((name) => tabs.close(name)).slice(-1);
        if (looked !== undefined && names.includes(looked)) go(next === undefined ? "/" : toAddress(next));
      },
      chooseImport: () => chooseImport.current(),
      linkTo: (name, to = {}) => `${window.location.origin}${toAddress({ name, ...to })}`,
    }),
    [go, ports, tabs, t],
  );
  const copyLink = (name: string): void =>
    void browserClipboard.write(places.linkTo(name)).then(() => tell(t("link.copied"), "info"), tellError);
  const packs = usePackImporter(ports.places?.syncPacks, { role: account.role, address, go });
  const importer = useImporter(ports.transfer, { open: places.open, takePacks: packs.take });
  chooseImport.current = importer.choose;
  const pack = /^\/syncpacks\/([^/?]+)/.exec(address)?.[1];
  const inView = shown ?? (pack && `syncpack:${pack}`);
  useFailureNotices(ports.notices, inView && decodeURIComponent(inView));
  const guide = useMemo(
    () => (ports.guide === undefined ? undefined : createGuideStore(ports.guide, reportError)),
    [ports],
  );
  useEffect(() => void guide?.load().catch(reportError), [guide]);
  const queries = useQueryClient();
  useEffect(() => preloadPlacesWhenIdle(queries), [queries]);
  const [isIdle, setIsIdle] = useState(false);
  useEffect(() => {
    // First the place is to be there.
    const handle = requestIdleCallback(() => setIsIdle(true));
    return () => cancelIdleCallback(handle);
  }, []);
  useEffect(
    () =>
      ports.onRenamed((from, to) => {
        tabs.rename(from, to);
        guide?.rename(from, to);
        if (current.current === encodeURIComponent(from)) places.open(to, { replace: true });
      }),
    [ports, tabs, places, guide],
  );
  useEffect(
    () =>
      watchDeleted({
        onDeleted: ports.onDeleted,
        list: () => ports.listApplications(),
        tabs,
        shown: () => current.current && decodeURIComponent(current.current),
        open: (name) => (name === undefined ? go("/") : places.open(name)),
        tell: (name) => tell(t("tabs.deleted", { name }), "info"),
      }),
    [ports, tabs, places, go, t],
  );
  const { role } = account;
  const mayEdit = !isRole(role) || includesRole(role, "developer");
  const shared = { mayEdit, user: account.name, ports, places, tabs, guide };
  return (
    <div className={styles.shell}>
      {ports.places === undefined ? null : <Rail address={address} go={go} />}
      <div className={styles.column}>
        <TabBar
          tabs={tabs}
          shown={shown === undefined ? undefined : decodeURIComponent(shown)}
          open={(name) => (name === undefined ? go("/") : places.open(name))}
          close={places.close}
          copyLink={copyLink}
        />
        <div className={styles.place}>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/applications/:name">
                {({ name }) => <editorPlace.Shown key={name} name={decodeURIComponent(name)} {...shared} />}
              </Route>
              <Route path="/applications/:name/revisions/:revision">
                {({ name, revision }) => (
                  <editorPlace.Shown
                    key={`${name} ${revision}`}
                    name={decodeURIComponent(name)}
                    revision={readRevision(revision)}
                    {...shared}
                  />
                )}
              </Route>
              {ports.places === undefined ? null : (
                <Route path={/^\/(runs|steps|syncpacks|schedules|configurations|reports|settings)(?:\/([^/]+))?$/}>
                  {({ 0: place, 1: name }) => (
                    <sidePlace.Shown
                      place={place ?? ""}
                      name={name === undefined ? undefined : decodeURIComponent(name)}
                      ports={ports}
                      account={account}
                      go={go}
                      choosePack={packs.choose}
                    />
                  )}
                </Route>
              )}
              <Route>
                <applicationsPlace.Shown
                  ports={ports}
                  role={role}
                  guide={mayEdit ? guide : undefined}
                  chooseImport={importer.choose}
                  go={go}
                />
              </Route>
            </Switch>
          </Suspense>
        </div>
      </div>
      {guide === undefined || shown === undefined ? null : (
        <GuideCard guide={guide} application={decodeURIComponent(shown)} />
      )}
      {!isIdle || shown !== undefined || ports.places === undefined ? null : (
        <Suspense fallback={null}>
          <placeKeys.Shown places={places} />
        </Suspense>
      )}
      {importer.element}
      {packs.element}
    </div>
  );
}
