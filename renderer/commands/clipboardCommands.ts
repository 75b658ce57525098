import { readAppVariables } from "../../core/model/readApplication.ts";
import { parseClip, toClip, writeClip } from "../state/clipboard/Clip.ts";
import { pasteClip } from "../state/clipboard/pasteClip.ts";
import { deleteSelection } from "../state/edits/deleteSelection.ts";
import type { Point } from "../state/ports/CanvasPort.ts";
import { text } from "../text/texts.ts";
import type { Command } from "./Command.ts";
import { perform } from "./perform.ts";
import { needsBoxes, never } from "./refusals.ts";
import type { Workbench } from "./Workbench.ts";

/** The text of what is selected; undefined when nothing can be copied. */
export function copySelection({ document, session }: Workbench): string | undefined {
  const clip = toClip(document.store.getState().flow, session.store.getState().selection);
  return clip.steps.length + clip.notes.length + clip.groups.length === 0 ? undefined : writeClip(clip);
}

/** Deletes what was copied. */
export function cutSelection(workbench: Workbench): void {
  const { document, session } = workbench;
  const operations = deleteSelection(document.store.getState().flow, session.store.getState().selection);
  perform(workbench, text("gesture.cut"), operations);
}

/** Pastes a text as one gesture and selects the result; says so when it holds no steps. */
export function pasteText(workbench: Workbench, content: string, to: { at: Point | undefined; label: string }): void {
  const clip = parseClip(content);
  if (clip === undefined) {
    workbench.notify(text("clipboard.nothing"), "error");
    return;
  }
  const { document, session, createId, manifests } = workbench;
  const { flow, edit } = document.store.getState();
  const pasted = pasteClip({
    clip,
    flow,
    variables: new Set(readAppVariables(edit.document).map(({ name }) => name)),
    manifests,
    at: to.at,
    createId,
  });
  if (!perform(workbench, to.label, pasted.operations)) return;
  const names = clip.secrets?.map((name) => `\${config.${name}}`) ?? [];
  if (names.length > 0) workbench.notify(text("clipboard.secrets", { names: names.join(", ") }), "info");
  const { leftOut = [] } = clip;
  if (leftOut.length > 0) workbench.notify(text("clipboard.leftOut", { parts: leftOut.join(", ") }), "info");
  // Whoever pastes sees what came.
  if (pasted.area !== undefined) workbench.canvas.reveal(pasted.area);
  session.select({ steps: new Set(pasted.steps), notes: new Set(pasted.notes), groups: new Set(pasted.groups) });
}

async function writeClipboard(workbench: Workbench, content: string, keys: string): Promise<boolean> {
  try {
    await workbench.clipboard.write(content);
    return true;
  } catch {
    workbench.notify(text("clipboard.unreadable", { keys }), "error");
    return false;
  }
}

export const clipboardCommands: Command[] = [
  {
    id: "edit.copy",
    icon: "copy",
    keys: ["Mod+C"],
    isNative: true,
    scope: "canvas",
    menu: "edit",
    refusal: needsBoxes,
    async run(workbench) {
      const content = copySelection(workbench);
      if (content !== undefined) await writeClipboard(workbench, content, "Ctrl+C");
    },
  },
  {
    id: "edit.cut",
    icon: "scissors",
    keys: ["Mod+X"],
    isNative: true,
    scope: "canvas",
    menu: "edit",
    refusal: needsBoxes,
    async run(workbench) {
      const content = copySelection(workbench);
      if (content !== undefined && (await writeClipboard(workbench, content, "Ctrl+X"))) cutSelection(workbench);
    },
  },
  {
    id: "edit.paste",
    icon: "clipboard",
    keys: ["Mod+V"],
    isNative: true,
    scope: "canvas",
    menu: "edit",
    refusal: never,
    async run(workbench) {
      try {
        const content = await workbench.clipboard.read();
        pasteText(workbench, content, { at: workbench.canvas.centre(), label: text("gesture.paste") });
      } catch {
        workbench.notify(text("clipboard.unreadable", { keys: "Ctrl+V" }), "error");
      }
    },
  },
  {
    id: "edit.duplicate",
    icon: "copy",
    keys: ["Mod+D"],
    scope: "canvas",
    menu: "edit",
    refusal: needsBoxes,
    run(workbench) {
      const content = copySelection(workbench);
      if (content !== undefined) pasteText(workbench, content, { at: undefined, label: text("gesture.duplicate") });
    },
  },
  {
    id: "edit.copyText",
    icon: "copy",
    scope: "window",
    menu: "edit",
    refusal: ({ session }) => (session.store.getState().menu?.text === undefined ? "when.noText" : undefined),
    async run({ session, clipboard, notify }) {
      await clipboard.write(session.store.getState().menu?.text ?? "");
      notify(text("edit.textCopied"), "info");
    },
  },
];
