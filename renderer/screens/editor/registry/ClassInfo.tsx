import type { ReactElement } from "react";
import type { StepManifest } from "../../../../core/model/StepManifest.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { HelpText } from "../../../ui/HelpText.tsx";
import { ClassExample } from "./ClassExample.tsx";
import { ClassUses } from "./ClassUses.tsx";
import styles from "./Registry.module.css";

/** What is known of a class: where it is from, who uses it, and its help with examples. */
export function ClassInfo({ manifest, onClose }: { manifest: StepManifest; onClose: () => void }): ReactElement {
  const t = useText();
  const { file, syncpack, friendlyName, description, version, author, type, help } = manifest;
  const facts = {
    "registry.info.id": file,
    "registry.info.pack": syncpack ?? t("registry.group.own"),
    "registry.info.version": version,
    "registry.info.author": author,
    "registry.info.type": type,
  } as const;
  return (
    <Dialog isRead onClose={onClose} title={friendlyName} width={640}>
      <span>{description}</span>
      <dl className={styles.facts}>
        {Object.entries(facts).map(([key, value]) =>
          value === undefined || value === "" ? null : (
            <div key={key}>
              <dt>{t(key as keyof typeof facts)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <ClassUses file={file} syncpack={syncpack} />
      {help === undefined ? null : <HelpText text={help} />}
      <ClassExample manifest={manifest} />
    </Dialog>
  );
}
