import { Checkbox, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { PackageSource, PackDependency } from "../../state/ports/SyncPackPort.ts";
import { useText } from "../../text/useText.ts";
import styles from "./SyncPacksScreen.module.css";

interface PackageChoicesProps {
  /** The npm packages that are installed beside the pack. */
  packages: readonly PackDependency[];
  source: PackageSource;
  onChange(source: PackageSource): void;
}

/** Where the npm packages beside a pack come from when it is activated, and whose scripts may run then. */
export function PackageChoices({ packages, source, onChange }: PackageChoicesProps): ReactElement {
  const t = useText();
  const { tarballs = "", allowScripts } = source;
  const scripted = packages.filter(({ installScripts }) => installScripts);
  return (
    <section className={styles.choices} aria-labelledby="pack-packages">
      <h2 id="pack-packages">{t("packs.packages")}</h2>
      <TextInput
        label={t("packs.packages.folder")}
        description={t("packs.packages.folder.help")}
        placeholder={t("packs.packages.folder.registry")}
        value={tarballs}
        onChange={({ currentTarget: { value } }) => onChange({ ...source, tarballs: value === "" ? undefined : value })}
        maxLength={4096}
        spellCheck={false}
      />
      {scripted.length === 0 ? null : (
        <Checkbox.Group
          label={t("packs.packages.scripts")}
          description={t("packs.packages.scripts.help")}
          value={[...allowScripts]}
          onChange={(names) => onChange({ ...source, allowScripts: names })}
        >
          <div className={styles.scripts}>
            {scripted.map(({ name, version }) => (
              <Checkbox key={name} value={name} label={`${name} ${version}`} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </section>
  );
}
