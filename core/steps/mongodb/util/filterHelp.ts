/** What the help of the steps says of what they send. */
export const filterHelp = `
**Values.** What \`\${...}\` gives is data and keeps its type. An object that an earlier step gives could hold operators of its own: where a value is
meant, compare it with \`{"$eq": "\${name}"}\`. An id is written \`{"$oid": "65f0..."}\`, a date in a text \`{"$date": "2026-01-31T08:00:00Z"}\`, a
decimal \`{"$numberDecimal": "12.50"}\`. A value that
is undefined fails the step, since without it more documents would fit. Programs (\`$where\`, \`$function\`, \`$accumulator\`) are not sent.
`;
