import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useStore } from "zustand";
import { type GuideStore, nextOf } from "../state/guide/createGuideStore.ts";
import { guideSteps } from "../state/ports/GuidePort.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./GuideCard.module.css";

/** What to do next in the guided first flow, while its application is on screen. */
export function GuideCard({ guide, application }: { guide: GuideStore; application: string }): ReactElement | null {
  const t = useText();
  const state = useStore(guide.store, (held) => held.guide);
  if (state?.isShown !== true || state.application !== application) return null;
  const next = nextOf(state);
  return (
    <section className={styles.card} aria-label={t("guide.title")}>
      <ol className={styles.steps}>
        {guideSteps.map((step) => (
          <li key={step} data-done={state.done.includes(step)} aria-current={step === next ? "step" : undefined}>
            <Icon name={state.done.includes(step) ? "circle-check" : "circle"} size={14} />
            {t(`guide.${step}`)}
            {state.done.includes(step) ? <span className="visually-hidden">{t("guide.done")}</span> : null}
          </li>
        ))}
      </ol>
      <p className={styles.help} role="status">
        {t(next === undefined ? "guide.finished" : `guide.${next}.help`)}
      </p>
      <div className={styles.actions}>
        <Button size="xs" variant="default" onClick={() => guide.hide()}>
          {t(next === undefined ? "guide.close" : "guide.skip")}
        </Button>
      </div>
    </section>
  );
}
