import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { formatJson, type JsonValue, parseJson } from "../../../../../core/base/json.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { TypedBefore } from "../../../../inspector/TypedBefore.tsx";
import type { FlowStep } from "../../../../state/flow/Flow.ts";
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

/** Data written by hand as JSON, checked while one types. */
export function JsonField(props: JsonFieldProps): ReactElement {
  const { place, step, start, stored, action, takesFocus, onDone, onCancel } = props;
  const t = useText();
  const { stepData, unfinished } = useWorkbench();
  const [over] = useState(stored);
  const [left, setLeft] = useState(() => unfinished.read(place, over));
  const [content, setContent] = useState(left === undefined || left.isOutdated ? start : left.text);
  // It would overwrite what came meanwhile.
  const offered = left?.isOutdated ? left.text : undefined;
  const type = (text: string): void => {
    setContent(text);
    // Whoever goes elsewhere meanwhile finds it again.
    if (text !== start) unfinished.keep(place, text, over);
    else if (offered === undefined) leave();
  };
  const leave = (): void => unfinished.keep(place, undefined);
  const { data: sample } = useQuery({
    queryKey: ["sample", step.id],
    queryFn: async () => (await stepData.sample(step.id)) ?? null,
    gcTime: 0,
  });
  const parsed = parseJson(content);
  return (
    <div className={styles.field}>
      {offered === undefined ? null : (
        <TypedBefore
          text={offered}
          onUse={() => {
            setLeft(undefined);
            type(offered);
          }}
          onDiscard={() => {
            if (content === start) leave();
            setLeft(undefined);
          }}
        />
      )}
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
            leave();
            onDone(parsed.value);
          }}
        >
          {action}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            // What is offered still waits to be decided.
            if (offered === undefined || content !== start) leave();
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
