import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { editOwnCode } from "../commands/ownCode.ts";
import { useClasses, useWorkbench } from "../commands/WorkbenchContext.ts";
import type { Count } from "../state/ports/WorkPort.ts";
import type { CodeChange } from "../state/refactor/createRenameMemory.ts";
import {
  type ElsewhereResult,
  editElsewhere,
  type OtherApplication,
  type Replacement,
  readEverywhere,
  replaceTexts,
} from "../state/refactor/everywhere.ts";
import { type FoundText, findTexts, replaceInText, type Search } from "../state/refactor/findTexts.ts";
import { useText } from "../text/useText.ts";
import { type FoundGroup, toItem } from "./foundItems.ts";

export interface FoundElsewhere {
  groups: readonly FoundGroup[];
  isReading: boolean;
  /** How far the reading is. */
  far: Count | undefined;
  /** Why nothing of it could be read, a sentence. */
  failure: string | undefined;
  /** Names of what could not be read. */
  unread: readonly string[];
  /** Replaces the text in the chosen places, as drafts, and tells what came of it. `here`: what it changed on screen. */
  replace: (
    change: { from: string; to: string },
    isChosen: (item: { key: string }) => boolean,
    here: Replacement["here"],
  ) => Promise<void>;
  /** Looks again. */
  refresh: () => Promise<unknown>;
}

const nothing: readonly never[] = [];

/** What is found in the other applications and in the code of one's own step classes. */
export function useEverywhere(search: Search, isWanted: boolean): FoundElsewhere {
  const t = useText();
  const workbench = useWorkbench();
  const classes = useClasses();
  const { name, openDraft, places, code, createId, notify, doWork, session } = workbench;
  const queries = useQueryClient();
  const [far, setFar] = useState<Count>();
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ["everywhere", name],
    queryFn: async ({ signal }) => {
      setFar(undefined);
      const applications = (await places.list()).filter((one) => one.name !== name);
      // What was typed in a class here counts.
      await code.settled();
      return (
        openDraft && readEverywhere({ applications, openDraft, classes, port: code.port, signal, onProgress: setFar })
      );
    },
    enabled: isWanted && openDraft !== undefined,
    gcTime: 0,
    retry: false,
  });
  // Whoever looks here only, or at nothing, waits for it no longer.
  useEffect(
    () => (isWanted ? () => void queries.cancelQueries({ queryKey: ["everywhere", name] }) : undefined),
    [isWanted, queries, name],
  );
  const found = useMemo(() => findElsewhere(data?.applications ?? nothing, search), [data, search]);
  const isPlain = search.text !== "" && isUnfiltered(search);
  const files = useMemo(
    () =>
      (isPlain ? (data?.classes ?? nothing) : nothing).filter((one) =>
        one.code.toLowerCase().includes(search.text.toLowerCase()),
      ),
    [data, search, isPlain],
  );
  const groups: FoundGroup[] = found.map(({ application, texts }) => ({
    key: application.name,
    title: application.title,
    found: texts.map((one) =>
      toItem(one, {
        prefix: `${application.name}\n`,
        t,
        go: () => places.open(application.name, "step" in one.at ? { step: one.at.step.id } : {}),
      }),
    ),
  }));
  if (files.length > 0) {
    groups.push({
      key: "\nclasses",
      title: t("find.classes"),
      found: files.map(({ file, code: text }) => ({
        key: `class\n${file}`,
        title: file,
        place: t("find.place.code"),
        text,
        isText: true,
        go: () => session.set({ codePane: { file, syncpack: undefined, step: undefined } }),
      })),
    });
  }
  return {
    groups,
    isReading: isLoading,
    far,
    failure: error?.message,
    unread: data?.unread ?? nothing,
    refresh: refetch,
    async replace(change, isChosen, here) {
      const chosen = groups.filter((group) => group.found.some((item) => item.isText && isChosen(item)));
      const applications = found.filter((one) => chosen.some(({ key }) => key === one.application.name));
      const wanted = files.filter((one) => isChosen({ key: `class\n${one.file}` }));
      const total = applications.length + wanted.length;
      const changed: Replacement["applications"][number][] = [];
      const codes: CodeChange[] = [];
      await doWork(t("work.replace"), async ({ signal, tell }) => {
        for (const [index, { application }] of applications.entries()) {
          if (signal.aborted) return;
          tell({ done: index, total });
          const { title } = application;
          const { seq, reason } = await replaceIn(application, { change, isChosen });
          if (seq !== undefined) changed.push({ name: application.name, title, seq });
          if (reason !== undefined) notify(t("find.notReplaced", { name: title, reason }), "error");
        }
        for (const [index, { file }] of wanted.entries()) {
          if (signal.aborted) return;
          tell({ done: applications.length + index, total });
          try {
            codes.push(await editOwnCode(workbench, { file, change: (text) => replaceInText(text, change) }));
          } catch (error) {
            notify(t("find.notReplaced", { name: file, reason: toSentence(error) }), "error");
          }
        }
      });
      const done = changed.length + codes.length;
      if (done > 0)
        session.set({ replaced: { ...change, ...(here && { here }), applications: changed, classes: codes } });
      if (done > 0) notify(t("find.replaced", { count: done }), "info");
      await refetch();
    },
  };

  async function replaceIn(
    { name: other }: OtherApplication,
    { change, isChosen }: { change: { from: string; to: string }; isChosen: (item: { key: string }) => boolean },
  ): Promise<ElsewhereResult> {
    if (openDraft === undefined) return {};
    try {
      return await editElsewhere(openDraft(other), {
        label: t("gesture.replace"),
        createId,
        classes,
        plan(flow) {
          const texts = findIn(flow, search).filter(({ count }) => count > 0);
          const wanted = texts.filter((one) => isChosen(toItem(one, { prefix: `${other}\n`, t, go: () => undefined })));
          return replaceTexts(wanted, change);
        },
      });
    } catch (error) {
      return { reason: toSentence(error) };
    }
  }
}

function toSentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isUnfiltered({ looks, changed, classes, uses }: Search): boolean {
  return !changed && looks.length + classes.length + uses.length === 0;
}

/** No run of another application is on screen, and nothing of it is compared with what is published. */
function findIn(flow: OtherApplication["flow"], search: Search): FoundText[] {
  // No run of it is shown.
  if (search.looks.length > 0) return [];
  return findTexts({ flow, search, lookOf: () => "idle", isChanged: () => false });
}

function findElsewhere(
  applications: readonly OtherApplication[],
  search: Search,
): { application: OtherApplication; texts: FoundText[] }[] {
  return applications.flatMap((application) => {
    const texts = findIn(application.flow, search);
    return texts.length === 0 ? [] : [{ application, texts }];
  });
}
