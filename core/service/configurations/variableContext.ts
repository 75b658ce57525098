/** What the ciphertext of a configuration variable is authenticated over: it opens only in its own place (semantics, section 1). */
export function variableContext(configuration: string, variable: string): string {
  return JSON.stringify(["configuration", configuration, variable]);
}
