import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useCallback, useEffect, useRef, useState } from "react";
import { ImportDialog } from "../screens/transfer/ImportDialog.tsx";
import type { ImportRow, TransferPort } from "../state/ports/TransferPort.ts";
import { type GivenFile, readBundle } from "../state/transfer/readBundle.ts";
import { text } from "../text/texts.ts";
import { desktop } from "./desktop.ts";
import { doWork } from "./doWork.tsx";
import { tellError } from "./tell.tsx";

interface Importer {
  /** Asks for files to import. */
  choose(): void;
  /** The dialog while there is an import, and what asks for files. */
  element: ReactElement;
}

const fields = "input, textarea, select, [contenteditable=true], .monaco-editor, .flow-canvas";

/** Documents that were pasted; steps that were copied from a canvas, and what is no document, are none. */
function readPasted(text: string): ReturnType<typeof readBundle> | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  const read = readBundle([{ name: "pasted.json", bytes: new TextEncoder().encode(text) }]);
  const isClip = read.bundle.applications.some((document) => Object.hasOwn(document, "sluice"));
  return isClip || read.refused.length > 0 ? undefined : read;
}

/** Reads files one after the other, unless the person stops it; calls `then` with all of them. */
function readFiles(files: readonly File[], then: (given: readonly GivenFile[]) => void): void {
  const read = doWork(text("work.read"), async ({ signal, tell }) => {
    const given: GivenFile[] = [];
    const stopped = new Promise<never>((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason)),
    );
    for (const file of files) {
      tell({ done: given.length, total: files.length });
      given.push({ name: file.name, bytes: new Uint8Array(await Promise.race([file.arrayBuffer(), stopped])) });
    }
    return given;
  });
  read.then((given) => given && then(given), tellError);
}

const stays: ReadonlySet<ImportRow["action"]> = new Set(["skip", "unchanged", "conflict", "refused", "missing"]);

/** Imports: files that are chosen, handed over by the system, dropped anywhere on the window, or text that is pasted outside of fields and canvas. */
export function useImporter(
  port: TransferPort | undefined,
  options: {
    open: (name: string, to: { changes: boolean }) => void;
    /** Takes the SyncPacks among files that were dropped or pasted, and gives the others. */
    takePacks: (files: readonly File[]) => readonly File[];
  },
): Importer {
  const { open: onOpen, takePacks } = options;
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [given, setGiven] = useState<ReturnType<typeof readBundle>>();
  const give = useCallback((files: readonly GivenFile[]): void => {
    if (files.length > 0) setGiven(readBundle(files));
  }, []);
  const take = useCallback((files: readonly File[]) => readFiles(takePacks(files), give), [give, takePacks]);
  const onChosen = useRef(give);
  const ask = (then: (files: readonly GivenFile[]) => void): void => {
    onChosen.current = then;
    if (desktop === undefined) input.current?.click();
    else void desktop.openFiles().then(then);
  };
  useEffect(() => {
    if (port === undefined || desktop === undefined) return undefined;
    const bridge = desktop;
    const fetch = (): void => void bridge.takeFiles().then(give);
    fetch();
    return bridge.onFiles(fetch);
  }, [port, give]);
  useEffect(() => {
    if (port === undefined) return undefined;
    const onDrag = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    };
    const onPaste = (event: ClipboardEvent): void => {
      const { activeElement } = document;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const files = [...(event.clipboardData?.files ?? [])];
      if (activeElement?.closest(fields) != null) return;
      if (files.length > 0) take(files);
      else setGiven((before) => before ?? readPasted(text));
    };
    window.addEventListener("dragover", onDrag);
    window.addEventListener("drop", onDrop);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("dragover", onDrag);
      window.removeEventListener("drop", onDrop);
      window.removeEventListener("paste", onPaste);
    };
  }, [port, take]);
  const element = (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".json,.zip,.ts"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again.
          currentTarget.value = "";
          readFiles(files, onChosen.current);
        }}
      />
      {given === undefined || port === undefined ? null : (
        <ImportDialog
          {...given}
          port={port}
          onClose={() => setGiven(undefined)}
          onDone={(rows) => {
            void queries.invalidateQueries({ queryKey: ["applications"] });
            const hasClass = rows.some(({ kind, action }) => kind === "step_class" && !stays.has(action));
            if (hasClass) void queries.invalidateQueries({ queryKey: ["classes"] });
          }}
          chooseFiles={(then) => ask((files) => then(readBundle(files)))}
          onOpen={(name, to) => {
            setGiven(undefined);
            onOpen(name, to);
          }}
        />
      )}
    </>
  );
  return { choose: () => ask(give), element };
}
