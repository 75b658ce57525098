import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { isJsonObject, type JsonValue, ownValue } from "../../../../../core/base/json.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { readCutText } from "../../../../state/data/readContainer.ts";
import type { DataPath } from "../../../../state/ports/StepDataPort.ts";
import { useText } from "../../../../text/useText.ts";
import type { DataShown } from "./DataShown.ts";
import styles from "./SavedData.module.css";

interface DataDetailProps {
  shown: DataShown;
  path: DataPath;
  value: JsonValue;
}

/** Characters that are shown before one asks for more. */
const shortest = 1_000;

/** A long text or binary data: its beginning, more of it when one asks, all of it as a file. */
export function DataDetail({ shown, path, value }: DataDetailProps): ReactElement {
  const t = useText();
  const { stepData } = useWorkbench();
  const [isMore, setIsMore] = useState(false);
  const whole = useQuery({
    queryKey: ["stepData", shown.place, "whole", path],
    queryFn: () => stepData.page(shown.place, { path, from: 0, limit: 1 }),
    enabled: isMore,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const read = whole.data?.value ?? value;
  const cut = readCutText(read);
  const content = cut?.start ?? toText(read);
  const isLonger = !isMore && content.length + (cut?.length ?? 0) > shortest;
  return (
    <section className={styles.detail} aria-label={t("data.detail")}>
      <div className={styles.detailHead}>
        <span>{t("data.characters", { count: cut?.length ?? content.length })}</span>
        {isLonger ? (
          <Button size="compact-xs" variant="subtle" onClick={() => setIsMore(true)}>
            {t("data.showMore")}
          </Button>
        ) : null}
        <Anchor size="xs" href={stepData.fileAddress(shown.place, path)} download>
          {t("data.download")}
        </Anchor>
      </div>
      <pre className={styles.whole}>{isMore ? content : content.slice(0, shortest)}</pre>
    </section>
  );
}

function toText(value: JsonValue): string {
  if (typeof value === "string") return value;
  const inner = isJsonObject(value) ? ownValue(value, "value") : undefined;
  return typeof inner === "string" ? inner : JSON.stringify(value, undefined, 2);
}
