import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { toMoment } from "../../ui/toMoment.ts";
import { CodeDiff } from "../CodeDiff.tsx";
import styles from "./ClassCode.module.css";

interface ClassVersionsProps {
  file: string;
  /** The text as it is now. */
  code: string;
  /** Makes the text of a version the draft. */
  onRestore: (code: string) => void;
}

/** The versions of a class, and how the chosen one differs from the text as it is now. */
export function ClassVersions({ file, code, onRestore }: ClassVersionsProps): ReactElement {
  const t = useText();
  const { port } = useWorkbench().code;
  const versions = useQuery({ queryKey: ["versions", file], queryFn: () => port.versions(file), staleTime: 0 });
  const [chosen, setChosen] = useState<string>();
  const hash = chosen ?? versions.data?.[0]?.hash;
  const version = useQuery({
    queryKey: ["version", file, hash],
    queryFn: () => port.versionCode(file, hash ?? ""),
    enabled: hash !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const failure = versions.error ?? version.error;
  return (
    <div className={styles.versions}>
      {failure === null ? null : <p className={styles.problem}>{failure.message}</p>}
      <ul className={styles.list} aria-label={t("code.versions")}>
        {versions.data?.map(({ hash: id, createdAt, isCurrent }) => (
          <li key={id} className={styles.version}>
            <button type="button" data-version aria-pressed={id === hash} onClick={() => setChosen(id)}>
              {toMoment(createdAt)}
              {isCurrent ? ` · ${t("code.version.current")}` : ""}
            </button>
            {id === hash ? (
              <Button
                size="compact-xs"
                variant="light"
                disabled={version.data === undefined || version.data === code}
                onClick={() => version.data !== undefined && onRestore(version.data)}
              >
                {t("code.version.restore")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {version.data === undefined ? null : (
        <CodeDiff before={version.data} after={code} label={t("code.version.diff", { name: file })} />
      )}
    </div>
  );
}
