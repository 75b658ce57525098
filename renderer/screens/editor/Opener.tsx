import type { SpotlightActionData } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { goToStep } from "../../commands/goToStep.ts";
import { useIsKeyOf } from "../../commands/useKeyOf.ts";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Chooser } from "../../ui/Chooser.tsx";
import { Icon } from "../../ui/Icon.tsx";

/** Opens anything by name: an application, or a step of the one on screen. */
export function Opener(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { session, document, canvas, places } = workbench;
  const isOpen = useSession((state) => state.opener);
  const { data } = useQuery({
    queryKey: ["openable"],
    queryFn: () => places.list(),
    enabled: isOpen,
    staleTime: 0,
  });
  const steps = isOpen ? document.store.getState().flow.steps : [];
  const actions: SpotlightActionData[] = [
    ...(data ?? []).map(({ name, friendlyName }) => ({
      id: `application ${name}`,
      label: friendlyName || name,
      description: friendlyName === "" || friendlyName === name ? t("opener.application") : name,
      leftSection: <Icon name="git-fork" />,
      onClick: () => places.open(name),
    })),
    ...steps.map(({ id, name }) => ({
      id: `step ${id}`,
      label: name,
      description: t("opener.step"),
      leftSection: <Icon name="box" />,
      onClick: () => goToStep(workbench, id),
    })),
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
