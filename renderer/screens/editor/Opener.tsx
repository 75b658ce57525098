import type { SpotlightActionData } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { goToStep } from "../../commands/goToStep.ts";
import { useIsKeyOf } from "../../commands/useKeyOf.ts";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { NamedPlace } from "../../state/ports/PlacePort.ts";
import { useText } from "../../text/useText.ts";
import { Chooser } from "../../ui/Chooser.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { toNamedActions } from "../../ui/toNamedActions.tsx";

/** Opens anything by name: a step of the application on screen, another application, a place or what is in one. */
export function Opener(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { session, document, canvas, places } = workbench;
  const isOpen = useSession((state) => state.opener);
  const { data } = useQuery({
    queryKey: ["named"],
    queryFn: () => places.listNamed(),
    enabled: isOpen,
    staleTime: 0,
  });
  const steps = isOpen ? document.store.getState().flow.steps : [];
  const [applications, others] = [true, false].map((isWanted) =>
    (data ?? []).filter(({ kind }) => (kind === "application") === isWanted),
  );
  const toRows = (named: readonly NamedPlace[] = []) => toNamedActions(named, { t, go: places.go });
  const actions: SpotlightActionData[] = [
    // What few have thousands of comes before the steps.
    ...toRows(applications),
    ...toRows(places.listPlaces()),
    ...steps.map(({ id, name }) => ({
      id: `step ${id}`,
      label: name,
      description: t("opener.step"),
      leftSection: <Icon name="box" />,
      onClick: () => goToStep(workbench, id),
    })),
    ...toRows(others),
  ];
  return (
    <Chooser
      isOpen={isOpen}
      label={t("command.file.open")}
      placeholder={t("opener.search")}
      none={t("opener.none")}
      actions={actions}
      isKey={useIsKeyOf("file.open")}
      onOpen={() => session.set({ opener: true })}
      onClose={() => {
        session.set({ opener: false });
        canvas.focus();
      }}
    />
  );
}
