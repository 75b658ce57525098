import { useSyncExternalStore } from "react";
import type { TextKey } from "./english.ts";
import { type TextValues, text, texts } from "./texts.ts";

/** The texts of the catalogue in a component, which is painted again when the language changes. */
export function useText(): (key: TextKey, values?: TextValues) => string {
  useSyncExternalStore(onLanguage, () => texts.language);
  return text;
}

function onLanguage(listener: () => void): () => void {
  texts.on("languageChanged", listener);
  return () => texts.off("languageChanged", listener);
}
