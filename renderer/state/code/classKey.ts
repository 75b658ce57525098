/** Names a class in lists of this browser. */
export function classKey({ file, syncpack }: { file: string; syncpack?: string | undefined }): string {
  return `${syncpack ?? ""}/${file}`;
}
