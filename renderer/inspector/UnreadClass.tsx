import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useBrokenClass } from "../commands/useBrokenClass.ts";
import { useClassReading } from "../commands/useClassReading.ts";
import { useDocument } from "../commands/WorkbenchContext.ts";
import type { FlowStep } from "../state/flow/Flow.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./Form.module.css";

/** Why nothing is known of the parameters of a step: its class is not here or cannot be read. It can be read again. */
export function UnreadClass({ step }: { step: string }): ReactElement | null {
  const found = useDocument(({ flow }) => flow.byId.get(step));
  return found === undefined ? null : <Reason step={found} />;
}

function Reason({ step }: { step: FlowStep }): ReactElement {
  const t = useText();
  const broken = useBrokenClass(step);
  const { isReading, read } = useClassReading();
  const about = broken === undefined ? "form.unknownClass" : "form.brokenClass";
  return (
    <div className={styles.unread} role="note">
      <strong>
        <Icon name="circle-alert" size={14} />
        {t(about)}
      </strong>
      {broken === undefined ? null : <code>{broken.problem}</code>}
      <p>{t(`${about}.help`)}</p>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon name="refresh-cw" size={12} />}
        loading={isReading}
        onClick={read}
      >
        {t("form.readClass")}
      </Button>
    </div>
  );
}
