import { type ReactElement, useState } from "react";
import type { SystemPort } from "../../state/ports/SystemPort.ts";
import { useText } from "../../text/useText.ts";
import { Screen } from "../../ui/Screen.tsx";
import { TabStrip } from "../../ui/TabStrip.tsx";
import { AboutSection } from "./AboutSection.tsx";
import { KeepingSection } from "./KeepingSection.tsx";
import { QueuesSection } from "./QueuesSection.tsx";
import { TokensSection } from "./TokensSection.tsx";
import { UsersSection } from "./UsersSection.tsx";

const sections = ["queues", "keeping", "users", "tokens", "about"] as const;
type Section = (typeof sections)[number];

export interface SettingsScreenProps {
  port: SystemPort;
  /** Users, tokens and what is kept are the business of administrators. */
  isAdministrator: boolean;
  notify(message: string, kind: "info" | "error"): void;
}

/** What the program does for everybody: queues, how long things are kept, who may use it. */
export function SettingsScreen({ port, isAdministrator, notify }: SettingsScreenProps): ReactElement {
  const t = useText();
  const [open, setOpen] = useState<Section>("queues");
  const shown = sections.filter((id) => isAdministrator || id === "queues" || id === "about");
  const given = { port, isAdministrator, notify };
  return (
    <Screen title={t("places.settings")}>
      <TabStrip
        label={t("places.settings")}
        tabs={shown.map((id) => ({ id, title: t(`settings.${id}`) }))}
        open={open}
        onOpen={setOpen}
      />
      {open === "queues" ? <QueuesSection {...given} /> : null}
      {open === "keeping" ? <KeepingSection {...given} /> : null}
      {open === "users" ? <UsersSection {...given} /> : null}
      {open === "tokens" ? <TokensSection {...given} /> : null}
      {open === "about" ? <AboutSection port={port} /> : null}
    </Screen>
  );
}
