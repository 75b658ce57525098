/** SQL: that the thing of this name was not deleted. */
export function isPresent(column: string): string {
  return `${column} NOT LIKE 'trash:%'`;
}
