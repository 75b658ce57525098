/** What bytes can become. */
export const contentKinds = [
  { value: "text", label: "Text" },
  { value: "json", label: "JSON" },
  { value: "lines", label: "List of lines" },
  { value: "bytes", label: "Bytes" },
] as const;
