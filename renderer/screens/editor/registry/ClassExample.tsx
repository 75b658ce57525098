import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { stringifyJson } from "../../../../core/base/json.ts";
import type { StepManifest } from "../../../../core/model/StepManifest.ts";
import { useWorkbench } from "../../../commands/WorkbenchContext.ts";
import { writeClip } from "../../../state/clipboard/Clip.ts";
import { exampleOf } from "../../../state/code/exampleOf.ts";
import { useText } from "../../../text/useText.ts";
import { Icon } from "../../../ui/Icon.tsx";
import styles from "./Registry.module.css";

/** A step of a class with the samples of its parameters, to be pasted on a canvas. */
export function ClassExample({ manifest }: { manifest: StepManifest }): ReactElement {
  const t = useText();
  const { clipboard, notify } = useWorkbench();
  const entry = exampleOf(manifest);
  const copy = async (): Promise<void> => {
    try {
      await clipboard.write(writeClip({ steps: [{ entry, at: undefined }], groups: [], notes: [] }));
      notify(t("registry.info.copied"), "info");
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), "error");
    }
  };
  return (
    <section className={styles.example} aria-label={t("registry.info.example")}>
      <h3>
        {t("registry.info.example")}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Icon name="copy" size={12} />}
          onClick={() => void copy()}
        >
          {t("registry.info.copy")}
        </Button>
      </h3>
      <pre>{stringifyJson(entry, 2)}</pre>
    </section>
  );
}
