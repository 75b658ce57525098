import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Route, Switch, useLocation } from "wouter";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { ApplicationsScreen } from "../screens/applications/ApplicationsScreen.tsx";
import { LoginScreen } from "../screens/login/LoginScreen.tsx";
import { useText } from "../text/useText.ts";
import { Message } from "../ui/Message.tsx";
import type { AppPorts } from "./AppPorts.ts";
import { EditorPage } from "./EditorPage.tsx";

/** What is shown at each address, once it is known who works here. */
export function Places({ ports }: { ports: AppPorts }): ReactElement {
  const t = useText();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const session = useQuery({ queryKey: ["session"], queryFn: () => ports.session(), retry: false });
  if (isSluiceError(session.error, "not_authenticated")) {
    return <LoginScreen logIn={(given) => ports.logIn(given)} onDone={() => void queries.invalidateQueries()} />;
  }
  if (session.error !== null) return <Message title={t("app.unreachable")} details={session.error.message} />;
  if (session.data === undefined) return <Message title={t("app.connecting")} />;
  return (
    <Switch>
      <Route path="/applications/:name">
        {({ name }) => <EditorPage key={name} name={decodeURIComponent(name)} ports={ports} />}
      </Route>
      <Route>
        <ApplicationsScreen
          list={() => ports.listApplications()}
          create={() => ports.createApplication()}
          open={(name) => go(`/applications/${encodeURIComponent(name)}`)}
          onError={(message) => notifications.show({ message, color: "red" })}
        />
      </Route>
    </Switch>
  );
}
