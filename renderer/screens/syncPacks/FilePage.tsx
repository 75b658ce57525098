import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { CodeEditor, type CodeLanguage } from "../../code/CodeEditor.tsx";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { toBytes } from "../../ui/toBytes.ts";
import styles from "./SyncPacksScreen.module.css";
import type { SyncPacksScreenProps } from "./SyncPacksScreen.tsx";
import type { PackPlace } from "./toPackAddress.ts";

const languages: Readonly<Record<string, CodeLanguage>> = { ts: "typescript", mjs: "javascript", json: "json" };

/** A file of an archive as it is, only to be read. */
export function FilePage(props: SyncPacksScreenProps & { place: PackPlace & { file: string } }): ReactElement {
  const { port, place, open } = props;
  const { name, version, file: path } = place;
  const t = useText();
  const query = useQuery({
    queryKey: ["syncpack-file", name, version, path],
    queryFn: async () => (await port.readFile(name, { version, path })) ?? null,
  });
  const back = (
    <Button variant="default" onClick={() => open({ name, version })}>
      {t("packs.file.back", { name })}
    </Button>
  );
  return (
    <Screen title={path} actions={back}>
      <Loaded query={query}>
        {(file) => {
          if (file === null) return <Message title={t("packs.file.gone")} />;
          const facts = [name, version ?? "", toBytes(file.bytes)].filter((part) => part !== "").join(" · ");
          return (
            <>
              <p className={styles.note}>{facts}</p>
              {file.text === undefined ? (
                <Message title={t("packs.file.noText")} />
              ) : (
                <div className={styles.text}>
                  <CodeEditor
                    code={file.text}
                    language={languages[path.split(".").at(-1) ?? ""] ?? "plaintext"}
                    label={t("packs.file.label", { path })}
                  />
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Screen>
  );
}
