const ending = /\.minisig$/i;

/** Archives among files, each with the signature that lies beside it: that of its name with `.minisig`, or the only one of both. */
export function pairSignatures<F extends { name: string }>(
  files: readonly F[],
): { archive: F; signature: F | undefined }[] {
  const signatures = files.filter(({ name }) => ending.test(name));
  const archives = files.filter(({ name }) => !ending.test(name));
  // A signature alone is told as what it is not.
  if (archives.length === 0) return signatures.map((archive) => ({ archive, signature: undefined }));
  return archives.map((archive) => {
    const own = signatures.find(({ name }) => name.replace(ending, "") === archive.name);
    return {
      archive,
      signature: own ?? (archives.length === 1 && signatures.length === 1 ? signatures[0] : undefined),
    };
  });
}
