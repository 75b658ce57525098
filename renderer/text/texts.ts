import i18next, { type i18n } from "i18next";
import { english, type TextKey } from "./english.ts";

/** The catalogue in use. Other languages are added as resources beside English. */
export const texts: i18n = i18next.createInstance();

void texts.init({
  lng: "en",
  fallbackLng: "en",
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  resources: { en: { translation: english } },
});

export type TextValues = Record<string, string | number>;

/** A text of the catalogue with its values filled in. */
export function text(key: TextKey, values: TextValues = {}): string {
  return texts.t(key, values);
}
