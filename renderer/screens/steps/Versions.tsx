import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { CodeDiff } from "../../code/CodeDiff.tsx";
import type { ClassPort } from "../../state/ports/ClassPort.ts";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import styles from "./StepsScreen.module.css";

export interface VersionsProps {
  port: ClassPort;
  file: string;
  /** The text as it is now. */
  code: string;
  /** Makes the text of a version the draft; undefined = one may only look. */
  onRestore: ((code: string) => void) | undefined;
}

/** The versions of a class, and how the chosen one differs from the text as it is now. */
export function Versions({ port, file, code, onRestore }: VersionsProps): ReactElement {
  const t = useText();
  const query = useQuery({ queryKey: ["versions", file], queryFn: () => port.versions(file), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const hash = chosen ?? query.data?.[0]?.hash;
  const version = useQuery({
    queryKey: ["version", file, hash],
    queryFn: () => port.versionCode(file, hash ?? ""),
    enabled: hash !== undefined,
  });
  return (
    <Loaded query={query}>
      {(versions) => (
        <div className={styles.versions}>
          <ul className={styles.list} aria-label={t("code.versions")}>
            {versions.map(({ hash: id, createdAt, isCurrent }) => (
              <li key={id}>
                <button
                  type="button"
                  className={styles.version}
                  aria-pressed={id === hash}
                  onClick={() => setChosen(id)}
                >
                  {toMoment(createdAt)}
                  {isCurrent ? ` · ${t("code.version.current")}` : ""}
                </button>
              </li>
            ))}
          </ul>
          <div className={styles.diff}>
            {onRestore === undefined ? null : (
              <Button
                variant="default"
                disabled={version.data === undefined || version.data === code}
                onClick={() => version.data !== undefined && onRestore(version.data)}
              >
                {t("code.version.restore")}
              </Button>
            )}
            <div className={styles.text}>
              {version.data === undefined ? null : (
                <CodeDiff before={version.data} after={code} label={t("code.version.diff", { name: file })} />
              )}
            </div>
          </div>
        </div>
      )}
    </Loaded>
  );
}
