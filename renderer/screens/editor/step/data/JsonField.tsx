import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useMemo } from "react";
import { formatJson, type JsonValue, parseJson } from "../../../../../core/base/json.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { StoredSince } from "../../../../inspector/StoredSince.tsx";
import { useUnfinished } from "../../../../inspector/useUnfinished.ts";
import type { FlowStep } from "../../../../state/flow/Flow.ts";
import { hashJson } from "../../../../state/session/hashJson.ts";
import { useText } from "../../../../text/useText.ts";
import { toMoment } from "../../../../ui/toMoment.ts";
import styles from "./JsonField.module.css";

interface JsonFieldProps {
  /** What the data is for, of all that is written by hand here. */
  place: string;
  /** Its sample is offered as a beginning. */
  step: FlowStep;
  start: string;
  /** What is stored and the data would replace; undefined = nothing is. */
  stored: JsonValue | undefined;
  /** What the button says. */
  action: string;
  /** It was asked for: whoever did that types at once. */
  takesFocus: boolean;
  onDone: (value: JsonValue) => void;
  onCancel: () => void;
}

/** Data written by hand as JSON, checked while one types. It stays, wherever one goes meanwhile, until it is taken or dropped. */
export function JsonField(props: JsonFieldProps): ReactElement {
  const { place, step, start, stored, action, takesFocus, onDone, onCancel } = props;
  const t = useText();
  const { stepData } = useWorkbench();
  const { left, keep, drop } = useUnfinished(place);
  const now = useMemo(() => hashJson(stored), [stored]);
  const content = left?.text ?? start;
  const isOutdated = left !== undefined && left.over !== now;
  const type = (text: string): void => {
    if (text === start && !isOutdated) drop();
    else keep({ text, over: left?.over ?? now });
  };
  const { data: sample } = useQuery({
    queryKey: ["sample", step.id],
    queryFn: async () => (await stepData.sample(step.id)) ?? null,
    gcTime: 0,
  });
  const parsed = parseJson(content);
  return (
    <div className={styles.field}>
      {isOutdated ? (
        <StoredSince stored={stored} onKeep={() => keep({ text: content, over: now })} onDrop={drop} />
      ) : null}
      <Textarea
        aria-label={t("pin.data")}
        autosize
        minRows={6}
        maxRows={20}
        spellCheck={false}
        autoFocus={takesFocus}
        classNames={{ input: styles.text ?? "" }}
        value={content}
        onChange={(event) => type(event.currentTarget.value)}
        error={content !== "" && !parsed.ok ? t("pin.invalid", { reason: parsed.message }) : undefined}
      />
      <div className={styles.actions}>
        <Button
          size="compact-xs"
          disabled={!parsed.ok}
          onClick={() => {
            if (!parsed.ok) return;
            drop();
            onDone(parsed.value);
          }}
        >
          {action}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            drop();
            onCancel();
          }}
        >
          {t("pin.cancel")}
        </Button>
        {sample ? (
          <Button
            size="compact-xs"
            variant="subtle"
            title={t("pin.sampleOf", { time: toMoment(sample.at) })}
            onClick={() => type(formatJson(sample.data))}
          >
            {t("pin.sample")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
