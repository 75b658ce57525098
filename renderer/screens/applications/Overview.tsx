import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { RunListPort } from "../../state/ports/RunListPort.ts";
import type { SchedulePort } from "../../state/ports/SchedulePort.ts";
import type { SystemPort } from "../../state/ports/SystemPort.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { Icon } from "../../ui/Icon.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import styles from "./Overview.module.css";

const every = 5_000;
const day = 86_400_000;
/** More than these are not counted one by one. */
const most = 1_000;

export interface OverviewProps {
  runs: RunListPort;
  schedules: SchedulePort;
  system: SystemPort;
  go(address: string): void;
}

/** What runs, what failed within a day, what comes next, and how full the queues are: one line, each part a link. */
export function Overview({ runs, schedules, system, go }: OverviewProps): ReactElement | null {
  const t = useText();
  const { data } = useQuery({ queryKey: ["overview"], refetchInterval: every, queryFn: () => read() });
  const read = async () => {
    const [going, failed, list, queues] = await Promise.all([
      runs.page({ state: "STARTED" }, { limit: most }),
      runs.page({ state: "FAILURE", from: Date.now() - day }, { limit: most }),
      schedules.list(),
      system.queues(),
    ]);
    const coming = list.flatMap(({ id, nextTimes: [at] }) => (at === undefined ? [] : [{ id, at }]));
    return {
      running: going.runs.length,
      failed: failed.runs.length,
      next: coming.sort((one, other) => one.at - other.at)[0],
      taken: queues.reduce((sum, queue) => sum + queue.running, 0),
      capacity: queues.reduce((sum, queue) => sum + queue.capacity, 0),
    };
  };
  if (data === undefined) return null;
  const { running, failed, next, taken, capacity } = data;
  const tiles = [
    {
      to: "/runs?state=STARTED",
      icon: "loader-circle",
      look: "running",
      text: t("overview.running", { count: running }),
    },
    {
      to: "/runs?state=FAILURE",
      icon: "circle-x",
      look: failed === 0 ? "idle" : "failed",
      text: t("overview.failed", { count: failed }),
    },
    {
      to: "/schedules",
      icon: "calendar-clock",
      look: "queued",
      text: next === undefined ? t("overview.noNext") : t("overview.next", { name: next.id, time: toMoment(next.at) }),
    },
    { to: "/settings", icon: "layers", look: "queued", text: t("overview.queues", { running: taken, capacity }) },
  ];
  return (
    <section className={styles.tiles} aria-label={t("overview.label")}>
      {tiles.map(({ to, icon, look, text }) => (
        <a key={to} href={to} className={styles.tile} onClick={followLink(() => go(to))}>
          <span style={{ color: `var(--sl-look-${look})` }}>
            <Icon name={icon} size={16} />
          </span>
          {text}
        </a>
      ))}
    </section>
  );
}
