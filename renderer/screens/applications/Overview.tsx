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
import { type OverviewItem, readOverview } from "./readOverview.ts";

const every = 5_000;

export interface OverviewProps {
  runs: RunListPort;
  schedules: SchedulePort;
  system: SystemPort;
  go(address: string): void;
}

/** What runs, what failed within a day, what comes next, and how full the queues are: each with its first few, all of them links. */
export function Overview({ runs, schedules, system, go }: OverviewProps): ReactElement | null {
  const t = useText();
  const { data } = useQuery({
    queryKey: ["overview"],
    refetchInterval: every,
    queryFn: () => readOverview({ runs, schedules, system, now: Date.now() }),
  });
  if (data === undefined) return null;
  const { running, failed, coming, queues } = data;
  const taken = queues.reduce((sum, queue) => sum + queue.running, 0);
  const capacity = queues.reduce((sum, queue) => sum + queue.capacity, 0);
  return (
    <section className={styles.tiles} aria-label={t("overview.label")}>
      <Tile
        to="/runs?state=STARTED"
        icon="loader-circle"
        look={running.count === 0 ? "idle" : "running"}
        text={t(running.hasMore ? "overview.runningMore" : "overview.running", { count: running.count })}
        items={running.items}
        go={go}
      />
      <Tile
        to="/runs?state=FAILURE"
        icon="circle-x"
        look={failed.count === 0 ? "idle" : "failed"}
        text={t(failed.hasMore ? "overview.failedMore" : "overview.failed", { count: failed.count })}
        items={failed.items}
        go={go}
      />
      <Tile
        to="/schedules"
        icon="calendar-clock"
        look="queued"
        text={t(coming.length === 0 ? "overview.noNext" : "overview.next")}
        items={coming}
        label="overview.schedule"
        go={go}
      />
      <Tile
        to="/settings"
        icon="layers"
        look="queued"
        text={t("overview.queues", { running: taken, capacity })}
        items={[]}
        go={go}
      >
        {queues
          .filter(({ runs: waiting }) => waiting > 0)
          .map((queue) => (
            <li key={queue.name} className={styles.item}>
              <span className={styles.name}>{queue.name}</span>
              <meter
                className={styles.load}
                min={0}
                max={Math.max(1, queue.capacity)}
                value={queue.running}
                aria-label={t("overview.load", { ...queue })}
                title={t("overview.load", { ...queue })}
              />
              <span className={styles.time}>{t("overview.depth", { count: queue.depth })}</span>
            </li>
          ))}
      </Tile>
    </section>
  );
}

interface TileProps {
  to: string;
  icon: Parameters<typeof Icon>[0]["name"];
  look: string;
  text: string;
  items: readonly OverviewItem[];
  /** What an item is, for its name. */
  label?: "overview.runOf" | "overview.schedule";
  go(address: string): void;
  children?: ReactElement[];
}

function Tile(props: TileProps): ReactElement {
  const { to, icon, look, text, items, label = "overview.runOf", go, children = [] } = props;
  const t = useText();
  return (
    <div className={styles.tile}>
      <a href={to} className={styles.head} onClick={followLink(() => go(to))}>
        <span className={styles.icon} style={{ color: `var(--sl-look-${look})` }}>
          <Icon name={icon} size={16} />
        </span>
        {text}
      </a>
      {items.length + children.length === 0 ? null : (
        <ul className={styles.items}>
          {items.map(({ id, name, at, address }) => (
            <li key={id} className={styles.item}>
              <a
                href={address}
                aria-label={t(label, { name })}
                className={styles.name}
                onClick={followLink(() => go(address))}
              >
                {name}
              </a>
              <span className={styles.time}>{toMoment(at)}</span>
            </li>
          ))}
          {children}
        </ul>
      )}
    </div>
  );
}
