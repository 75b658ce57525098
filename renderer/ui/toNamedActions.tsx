import type { SpotlightActionData } from "@mantine/spotlight";
import type { TextKey } from "../text/english.ts";
import type { useText } from "../text/useText.ts";
import { Icon } from "./Icon.tsx";

type Kind = "application" | "place" | "configuration" | "class" | "syncPack";

const kinds: Record<Kind, { icon: string; title: TextKey }> = {
  application: { icon: "git-fork", title: "opener.application" },
  place: { icon: "layout-grid", title: "opener.place" },
  configuration: { icon: "sliders-horizontal", title: "opener.configuration" },
  class: { icon: "puzzle", title: "opener.class" },
  syncPack: { icon: "package", title: "opener.syncPack" },
};

/** What is opened by its name, as rows of a `Chooser`: below the label stands what it is, and its name where that is another one. */
export function toNamedActions(
  named: readonly { kind: Kind; name: string; label: string; icon?: string | undefined; address: string }[],
  { t, go }: { t: ReturnType<typeof useText>; go(address: string): void },
): SpotlightActionData[] {
  return named.map(({ kind, name, label, icon, address }) => ({
    id: `${kind} ${address}`,
    label,
    description: name === label ? t(kinds[kind].title) : `${t(kinds[kind].title)} ${name}`,
    leftSection: <Icon name={icon ?? kinds[kind].icon} />,
    onClick: () => go(address),
  }));
}
