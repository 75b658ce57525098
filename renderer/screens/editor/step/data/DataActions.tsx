import { ActionIcon } from "@mantine/core";
import type { ReactElement } from "react";
import type { JsonValue } from "../../../../../core/base/json.ts";
import { jsonPath } from "../../../../../core/model/jsonPath.ts";
import type { Workbench } from "../../../../commands/Workbench.ts";
import { useWorkbench } from "../../../../commands/WorkbenchContext.ts";
import { toTemplatePath } from "../../../../state/data/toTemplatePath.ts";
import type { DataPath } from "../../../../state/ports/StepDataPort.ts";
import { text } from "../../../../text/texts.ts";
import { useText } from "../../../../text/useText.ts";
import { draggedPath } from "../../../../ui/draggedPath.ts";
import { Icon } from "../../../../ui/Icon.tsx";
import type { DataShown } from "./DataShown.ts";
import styles from "./SavedData.module.css";

interface DataActionsProps {
  shown: DataShown;
  path: DataPath;
  value: JsonValue;
}

/** What one can do with one value: copy it, copy where it is, take it home when it is too long to be shown. */
export function DataActions({ shown, path, value }: DataActionsProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { stepData } = workbench;
  const expression = toTemplatePath(path, shown.offset) ?? jsonPath(path);
  const isWhole = !JSON.stringify(value).includes('{"$more":');
  return (
    <span className={styles.actions}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={20}
        aria-label={t("data.copyPath", { path: expression })}
        title={t("data.copyPath", { path: expression })}
        onClick={() => copy(workbench, expression)}
      >
        <Icon name="braces" size={12} />
      </ActionIcon>
      {isWhole ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={20}
          aria-label={t("data.copyValue")}
          title={t("data.copyValue")}
          onClick={() => copy(workbench, typeof value === "string" ? value : JSON.stringify(value, undefined, 2))}
        >
          <Icon name="copy" size={12} />
        </ActionIcon>
      ) : (
        <ActionIcon
          component="a"
          variant="subtle"
          color="gray"
          size={20}
          aria-label={t("data.download")}
          title={t("data.download")}
          href={stepData.fileAddress(shown.place, path)}
          download
        >
          <Icon name="download" size={12} />
        </ActionIcon>
      )}
    </span>
  );
}

function copy({ clipboard, notify }: Workbench, content: string): void {
  clipboard.write(content).catch(() => notify(text("data.notCopied"), "error"));
}

/** Lets a value be dragged into a parameter as the expression that stands for it. */
export function dragPath(data: DataTransfer, path: DataPath, offset: number): void {
  draggedPath.write(data, toTemplatePath(path, offset) ?? jsonPath(path));
}
