/** A word that a shell of the Bourne kind takes as it is. That of zsh takes one that begins with = for the path of a command. */
export function quoteShell(word: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
