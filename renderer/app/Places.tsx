import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useMemo } from "react";
import { Route, Switch, useLocation } from "wouter";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { includesRole, isRole } from "../../core/model/roles.ts";
import { ApplicationsScreen } from "../screens/applications/ApplicationsScreen.tsx";
import { LoginScreen } from "../screens/login/LoginScreen.tsx";
import type { PlacePort } from "../state/ports/PlacePort.ts";
import { useText } from "../text/useText.ts";
import { Message } from "../ui/Message.tsx";
import type { AppPorts } from "./AppPorts.ts";
import { readRevision, toAddress } from "./addresses.ts";
import { EditorPage } from "./EditorPage.tsx";

/** What is shown at each address, once it is known who works here. */
export function Places({ ports }: { ports: AppPorts }): ReactElement {
  const t = useText();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const places = useMemo<PlacePort>(
    () => ({
      open: (name, { replace = false, ...to } = {}) => go(toAddress({ name, ...to }), { replace }),
      linkTo: (name, to = {}) => `${window.location.origin}${toAddress({ name, ...to })}`,
    }),
    [go],
  );
  const session = useQuery({ queryKey: ["session"], queryFn: () => ports.session(), retry: false });
  if (isSluiceError(session.error, "not_authenticated")) {
    return <LoginScreen logIn={(given) => ports.logIn(given)} onDone={() => void queries.invalidateQueries()} />;
  }
  if (session.error !== null) return <Message title={t("app.unreachable")} details={session.error.message} />;
  if (session.data === undefined) return <Message title={t("app.connecting")} />;
  const { role } = session.data;
  const mayEdit = !isRole(role) || includesRole(role, "developer");
  const shared = { mayEdit, ports, places };
  return (
    <Switch>
      <Route path="/applications/:name">
        {({ name }) => <EditorPage key={name} name={decodeURIComponent(name)} {...shared} />}
      </Route>
      <Route path="/applications/:name/revisions/:revision">
        {({ name, revision }) => (
          <EditorPage
            key={`${name} ${revision}`}
            name={decodeURIComponent(name)}
            revision={readRevision(revision)}
            {...shared}
          />
        )}
      </Route>
      <Route>
        <ApplicationsScreen
          list={() => ports.listApplications()}
          create={() => ports.createApplication()}
          open={(name) => places.open(name)}
          onError={(message) => notifications.show({ message, color: "red" })}
        />
      </Route>
    </Switch>
  );
}
