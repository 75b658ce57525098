import type { FoundText } from "../state/refactor/findTexts.ts";
import type { useText } from "../text/useText.ts";

/** What is found in one application, or in the code of one class. */
export interface FoundGroup {
  key: string;
  /** What it is called where there are several. */
  title: string;
  found: readonly FoundItem[];
}

export interface FoundItem {
  key: string;
  title: string;
  /** Where in it. */
  place: string;
  /** The text around; undefined = the title is it. */
  text: string | undefined;
  /** It can be replaced. */
  isText: boolean;
  go: () => void;
}

/** A found text as it is listed. */
export function toItem(
  { at, count }: FoundText,
  { prefix, t, go }: { prefix: string; t: ReturnType<typeof useText>; go: () => void },
): FoundItem {
  const title = "step" in at ? at.step.name : at.place === "group" ? at.text : "";
  return {
    key: `${prefix}${keyOf(at)}`,
    title: title || t("find.place.note"),
    place: "path" in at ? titleOfPath(at) : t(`find.place.${at.place}`),
    text: at.place === "name" ? undefined : at.text,
    isText: count > 0,
    go,
  };
}

/** A place in a parameter as the form calls it. */
function titleOfPath({ step, path: [name = "", ...rest] }: Extract<FoundText["at"], { path: unknown }>): string {
  const title = step.manifest?.parameters.find((parameter) => parameter.name === name)?.title;
  return [title ?? name, ...rest].join(".");
}

/** Names a place within its application. */
export function keyOf(at: FoundText["at"]): string {
  return "step" in at ? `${at.step.id} ${"path" in at ? at.path.join("\n") : ""}` : `${at.place} ${at.id}`;
}
