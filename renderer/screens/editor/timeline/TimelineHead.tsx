import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import type { TimelineSpan } from "../../../state/watch/readTimeline.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { toDuration } from "../../../ui/toDuration.ts";
import styles from "./Timeline.module.css";

interface TimelineHeadProps {
  /** Of the whole run, ms. */
  length: number;
  /** What the bars show. */
  shown: ReadonlySet<TimelineSpan["kind"]>;
  zoom: number;
  mostZoom: number;
  onZoom: (zoom: number) => void;
}

const kinds: readonly TimelineSpan["kind"][] = ["queued", "ran", "failed", "retrying", "waiting"];

/** How long the run took, what the bars mean, and how near one looks. */
export function TimelineHead({ length, shown, zoom, mostZoom, onZoom }: TimelineHeadProps): ReactElement {
  const t = useText();
  const button = { variant: "subtle", color: "gray", size: 24 } as const;
  return (
    <div className={styles.head}>
      <span className={styles.whole}>{t("timeline.whole", { duration: toDuration(0, length) ?? "" })}</span>
      <ul className={styles.legend} aria-label={t("timeline.legend")}>
        <li title={t("timeline.critical.help")}>
          <span className={styles.spot} data-kind="critical" />
          {t("timeline.critical")}
        </li>
        {/* There is room for what can be seen. */}
        {kinds
          .filter((kind) => shown.has(kind))
          .map((kind) => (
            <li key={kind}>
              <span className={styles.spot} data-kind={kind} />
              {t(`timeline.span.${kind}`)}
            </li>
          ))}
      </ul>
      <ActionIcon
        {...button}
        aria-label={t("timeline.zoomOut")}
        title={t("timeline.zoomOut")}
        disabled={zoom <= 1}
        onClick={() => onZoom(zoom / 2)}
      >
        <Icon name="zoom-out" size={14} />
      </ActionIcon>
      <ActionIcon
        {...button}
        aria-label={t("timeline.zoomIn")}
        title={t("timeline.zoomIn")}
        disabled={zoom >= mostZoom}
        onClick={() => onZoom(zoom * 2)}
      >
        <Icon name="zoom-in" size={14} />
      </ActionIcon>
      <ActionIcon {...button} aria-label={t("timeline.fit")} title={t("timeline.fit")} onClick={() => onZoom(1)}>
        <Icon name="maximize" size={14} />
      </ActionIcon>
    </div>
  );
}
