import { type ReactElement, type ReactNode, useState } from "react";
import type { SystemPort } from "../../state/ports/SystemPort.ts";
import { useText } from "../../text/useText.ts";
import { Screen } from "../../ui/Screen.tsx";
import { TabStrip } from "../../ui/TabStrip.tsx";
import { AboutSection, type AboutSectionProps } from "./AboutSection.tsx";
import { DataFolderSection } from "./DataFolderSection.tsx";
import { KeepingSection } from "./KeepingSection.tsx";
import { QueuesSection } from "./QueuesSection.tsx";
import { TokensSection } from "./TokensSection.tsx";
import { UsersSection } from "./UsersSection.tsx";

const sections = ["queues", "keeping", "users", "tokens", "folder", "keys", "about"] as const;
type Section = (typeof sections)[number];
/** Those that are not for administrators alone. */
const ofEverybody: ReadonlySet<Section> = new Set(["queues", "keys", "about"]);

/** What the sections are given. */
export interface SectionProps {
  port: SystemPort;
  /** The commands with their keys. */
  keys: ReactNode;
  /** Users, tokens and what is kept are the business of administrators. */
  isAdministrator: boolean;
  notify(message: string, kind: "info" | "error"): void;
}

export type SettingsScreenProps = SectionProps & Omit<AboutSectionProps, "port">;

/** What the program does for everybody: queues, how long things are kept, who may use it. */
export function SettingsScreen({ account, signOut, ...given }: SettingsScreenProps): ReactElement {
  const t = useText();
  const [open, setOpen] = useState<Section>("queues");
  const { port, keys, isAdministrator } = given;
  const shown = sections.filter((id) => isAdministrator || ofEverybody.has(id));
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
      {open === "folder" ? <DataFolderSection {...given} /> : null}
      {open === "keys" ? keys : null}
      {open === "about" ? <AboutSection {...{ port, account, signOut }} /> : null}
    </Screen>
  );
}
