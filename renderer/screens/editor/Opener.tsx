import { createSpotlight, Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useEffect } from "react";
import { useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { cardHeight, cardWidth } from "../../state/flow/cardSize.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useListKeys } from "../../ui/useListKeys.ts";

const [store, opener] = createSpotlight();

/** Opens anything by name: an application, or a step of the one on screen. */
export function Opener(): ReactElement {
  const t = useText();
  const { session, document, canvas, places } = useWorkbench();
  const isOpen = useSession((state) => state.opener);
  const { data } = useQuery({
    queryKey: ["openable"],
    queryFn: () => places.list(),
    enabled: isOpen,
    staleTime: 0,
  });
  useEffect(() => {
    if (isOpen) opener.open();
    else opener.close();
  }, [isOpen]);
  useListKeys(isOpen, opener.close);
  const steps = isOpen ? document.store.getState().flow.steps : [];
  const actions: SpotlightActionData[] = [
    ...(data ?? []).map(({ name, friendlyName }) => ({
      id: `application ${name}`,
      label: friendlyName || name,
      description: friendlyName === "" || friendlyName === name ? t("opener.application") : name,
      leftSection: <Icon name="git-fork" />,
      onClick: () => places.open(name),
    })),
    ...steps.map(({ id, name, at }) => ({
      id: `step ${id}`,
      label: name,
      description: t("opener.step"),
      leftSection: <Icon name="box" />,
      onClick: () => {
        session.openStep(id);
        if (at !== undefined) canvas.goTo({ ...at, width: cardWidth, height: cardHeight });
      },
    })),
  ];
  return (
    <Spotlight
      store={store}
      actions={actions}
      shortcut={null}
      nothingFound={t("opener.none")}
      scrollable
      size={560}
      maxHeight={400}
      limit={60}
      highlightQuery
      attributes={{ content: { "aria-label": t("command.file.open") } }}
      searchProps={{
        placeholder: t("opener.search"),
        "aria-label": t("opener.search"),
        leftSection: <Icon name="search" />,
      }}
      onSpotlightClose={() => {
        session.set({ opener: false });
        canvas.focus();
      }}
    />
  );
}
