/** Names of the operations in a GraphQL document (GraphQL specification, section 2.3), in their order; texts and comments hold none. */
export function listGraphOperations(document: string): string[] {
  const code = document.replace(/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*/g, " ");
  const names: string[] = [];
  let depth = 0;
  for (const [token, , name] of code.matchAll(/[{}]|\b(query|mutation|subscription)[\s,]+([_A-Za-z]\w*)/g)) {
    if (token === "{") depth += 1;
    else if (token === "}") depth -= 1;
    else if (depth === 0 && name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}
