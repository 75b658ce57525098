import { useTranslation } from "react-i18next";
import type { TextKey } from "./english.ts";
import { type TextValues, text, texts } from "./texts.ts";

/** The texts of the catalogue in a component, which is painted again when the language changes. */
export function useText(): (key: TextKey, values?: TextValues) => string {
  useTranslation(undefined, { i18n: texts });
  return text;
}
