import { Tooltip } from "@mantine/core";
import type { ReactElement } from "react";
import type { TextKey } from "../text/english.ts";
import { useText } from "../text/useText.ts";
import { followLink } from "../ui/followLink.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./Rail.module.css";

interface Target {
  address: string;
  icon: string;
  title: TextKey;
}

/** The places, in their order. */
export const targets: readonly Target[] = [
  { address: "/", icon: "layout-grid", title: "places.applications" },
  { address: "/runs", icon: "play", title: "places.runs" },
  { address: "/steps", icon: "puzzle", title: "places.steps" },
  { address: "/syncpacks", icon: "package", title: "places.syncPacks" },
  { address: "/schedules", icon: "calendar-clock", title: "places.schedules" },
  { address: "/configurations", icon: "sliders-horizontal", title: "places.configurations" },
  { address: "/reports", icon: "file-text", title: "places.reports" },
  { address: "/settings", icon: "settings", title: "places.settings" },
];

/** The places of the program at its left edge, as links. `address`: the one on screen. */
export function Rail({ address, go }: { address: string; go(address: string): void }): ReactElement {
  const t = useText();
  return (
    <nav className={styles.rail} aria-label={t("places.label")}>
      {targets.map((target) => (
        <Tooltip
          key={target.address}
          label={t(target.title)}
          position="right"
          withinPortal={false}
          transitionProps={{ duration: 0 }}
        >
          <a
            href={target.address}
            className={styles.link}
            aria-label={t(target.title)}
            {...(isShown(target.address, address) ? { "aria-current": "page" as const } : {})}
            onClick={followLink(() => go(target.address))}
          >
            <Icon name={target.icon} size={18} />
          </a>
        </Tooltip>
      ))}
    </nav>
  );
}

function isShown(target: string, address: string): boolean {
  const first = `/${address.split("/")[1] ?? ""}`;
  return target === "/" ? first === "/" || first === "/applications" : first === target;
}
