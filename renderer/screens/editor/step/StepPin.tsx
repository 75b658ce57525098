import { Button } from "@mantine/core";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { formatJson } from "../../../../core/base/json.ts";
import { longestPin } from "../../../../core/model/operations/Pins.ts";
import { perform } from "../../../commands/perform.ts";
import { pinOutput, unpin } from "../../../commands/pinCommands.ts";
import { useStepRun } from "../../../commands/useStepRun.ts";
import { useDocument, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { FlowStep } from "../../../state/flow/Flow.ts";
import { text } from "../../../text/texts.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import { JsonField } from "./data/JsonField.tsx";
import styles from "./StepPin.module.css";

/** Above the output of a step: pinning it, test data by hand, and what is pinned. */
export function StepPin({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const record = useStepRun(step.id);
  const pin = useDocument(({ edit }) => edit.pins?.[step.id]);
  const place = `pin ${step.id}`;
  const [isWriting, setIsWriting] = useState(() => workbench.unfinished.read(place) !== undefined);
  const [isAsked, setIsAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // The field that had the focus is gone.
  useEffect(() => {
    if (isAsked && !isWriting) button.current?.focus();
  }, [isAsked, isWriting]);
  const isSmall = record?.data !== undefined && record.data.bytes <= longestPin;
  const run = (work: Promise<void>): void =>
    void work.catch((error: Error) => workbench.notify(error.message, "error"));
  if (isWriting) {
    return (
      <JsonField
        place={place}
        step={step}
        start={pin === undefined ? "" : formatJson(pin)}
        stored={pin}
        action={t("pin.save")}
        takesFocus={isAsked}
        onCancel={() => setIsWriting(false)}
        onDone={(value) => {
          const label = text("gesture.pin", { name: step.name });
          if (perform(workbench, label, [{ op: "setPin", step: step.id, value }])) setIsWriting(false);
        }}
      />
    );
  }
  return (
    <div className={styles.bar} data-pinned={pin !== undefined}>
      {pin === undefined ? null : (
        <span className={styles.active}>
          <Icon name="pin" size={12} />
          {t("pin.active")}
        </span>
      )}
      {pin === undefined && record !== undefined && isSmall ? (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Icon name="pin" size={12} />}
          onClick={() => run(pinOutput(workbench, step, record))}
        >
          {t("pin.output")}
        </Button>
      ) : null}
      <Button
        ref={button}
        size="compact-xs"
        variant="default"
        onClick={() => {
          setIsAsked(true);
          setIsWriting(true);
        }}
      >
        {t(pin === undefined ? "pin.write" : "pin.edit")}
      </Button>
      {pin === undefined ? null : (
        <Button size="compact-xs" variant="default" onClick={() => unpin(workbench, step)}>
          {t("pin.remove")}
        </Button>
      )}
    </div>
  );
}
