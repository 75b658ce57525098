import { Button } from "@mantine/core";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { formatJson, type JsonValue } from "../../../../core/base/json.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { useText } from "../../../text/useText.ts";
import { JsonField } from "./data/JsonField.tsx";
import styles from "./StepTest.module.css";

interface TypedDataProps {
  /** Where the text is kept while it is written. */
  place: string;
  producer: FlowStep;
  /** undefined = nothing was typed for it. */
  value: JsonValue | undefined;
  /** A text was left here before. */
  isLeft: boolean;
  onGive: (value: JsonValue) => void;
  onRemove: () => void;
}

/** What a producer saves in a test, typed by hand. */
export function TypedData({ place, producer, value, isLeft, onGive, onRemove }: TypedDataProps): ReactElement {
  const t = useText();
  const [isWriting, setIsWriting] = useState(isLeft);
  const [isAsked, setIsAsked] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  // The field that had the focus is gone.
  useEffect(() => {
    if (isAsked && !isWriting) edit.current?.focus();
  }, [isAsked, isWriting]);
  return (
    <>
      <span>{t("data.from", { name: producer.name })}</span>
      <span className={styles.quiet}>{t(value === undefined ? "test.nothing" : "test.given")}</span>
      <Button
        ref={edit}
        size="compact-xs"
        variant="default"
        onClick={() => {
          setIsAsked(true);
          setIsWriting(true);
        }}
      >
        {t("pin.edit")}
      </Button>
      {value === undefined || isWriting ? null : (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            onRemove();
            edit.current?.focus();
          }}
        >
          {t("test.remove")}
        </Button>
      )}
      {isWriting ? (
        <JsonField
          place={place}
          step={producer}
          start={value === undefined ? "" : formatJson(value)}
          stored={value}
          action={t("test.use")}
          takesFocus={isAsked}
          onCancel={() => {
            setIsAsked(true);
            setIsWriting(false);
          }}
          onDone={(given) => {
            onGive(given);
            setIsAsked(true);
            setIsWriting(false);
          }}
        />
      ) : null}
    </>
  );
}
