import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { editOwnCode } from "../commands/ownCode.ts";
import { useClasses, useWorkbench } from "../commands/WorkbenchContext.ts";
import type { Count } from "../state/ports/WorkPort.ts";
import { editElsewhere, type OtherApplication, readEverywhere, replaceTexts } from "../state/refactor/everywhere.ts";
import { type FoundText, findTexts, replaceInText, type Search } from "../state/refactor/findTexts.ts";
import { useText } from "../text/useText.ts";
import { type FoundGroup, toItem } from "./foundItems.ts";

export interface FoundElsewhere {
  groups: readonly FoundGroup[];
  isReading: boolean;
  /** How far the reading is. */
  far: Count | undefined;
  /** Names of what could not be read. */
  unread: readonly string[];
  /** Replaces the text in the chosen places, as drafts, and tells what came of it. */
  replace: (change: { from: string; to: string }, isChosen: (item: { key: string }) => boolean) => Promise<void>;
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
  const { data, isLoading, refetch } = useQuery({
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
    unread: data?.unread ?? nothing,
    async replace(change, isChosen) {
      const chosen = groups.filter((group) => group.found.some((item) => item.isText && isChosen(item)));
      const applications = found.filter((one) => chosen.some(({ key }) => key === one.application.name));
      const wanted = files.filter((one) => isChosen({ key: `class\n${one.file}` }));
      const total = applications.length + wanted.length;
      let done = 0;
      await doWork(t("work.replace"), async ({ signal, tell }) => {
        for (const [index, { application }] of applications.entries()) {
          if (signal.aborted) return;
          tell({ done: index, total });
          const failure = await replaceIn(application, { change, isChosen });
          if (failure === undefined) done += 1;
          else notify(t("find.notReplaced", { name: application.title, reason: failure }), "error");
        }
        for (const [index, { file }] of wanted.entries()) {
          if (signal.aborted) return;
          tell({ done: applications.length + index, total });
          try {
            await editOwnCode(workbench, { file, change: (text) => replaceInText(text, change) });
            done += 1;
          } catch (error) {
            notify(t("find.notReplaced", { name: file, reason: toSentence(error) }), "error");
          }
        }
      });
      if (done > 0) notify(t("find.replaced", { count: done }), "info");
      await refetch();
    },
  };

  async function replaceIn(
    { name: other }: OtherApplication,
    { change, isChosen }: { change: { from: string; to: string }; isChosen: (item: { key: string }) => boolean },
  ): Promise<string | undefined> {
    if (openDraft === undefined) return undefined;
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
      return toSentence(error);
    }
  }
}

function toSentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isUnfiltered({ failed, changed, classes, uses }: Search): boolean {
  return !failed && !changed && classes.length + uses.length === 0;
}

/** No run of another application is on screen, and nothing of it is compared with what is published. */
function findIn(flow: OtherApplication["flow"], search: Search): FoundText[] {
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
