/** How an exported report looks. Every text has a contrast of at least 4.5 to its ground, in both colour schemes. */
export const reportStyle = `
:root {
  --ground: #f6f7f9; --card: #ffffff; --text: #1c2330; --soft: #566173; --line: #dfe3ea; --stripe: #f8f9fb; --link: #1a5fb4;
  --new: #0b6b3a; --new-ground: #dcf5e6; --removed: #a1231c; --removed-ground: #fde4e2;
  --updated: #7a4a00; --updated-ground: #fdf0d2; --unchanged: #4b5563; --unchanged-ground: #e9ecf1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171d; --card: #1c2129; --text: #e6e9ef; --soft: #a3adbd; --line: #323a47; --stripe: #20262f; --link: #8ab8f5;
    --new: #7fe0a9; --new-ground: #143524; --removed: #ffada6; --removed-ground: #451c1a;
    --updated: #f5cb7b; --updated-ground: #40300f; --unchanged: #b8c1cf; --unchanged-ground: #2c343f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 3rem); max-width: 90rem; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1 { margin: 0 0 1rem; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0 0 .75rem; font-size: 1.15rem; overflow-wrap: anywhere; }
h2 small { margin-left: .35rem; color: var(--soft); font-size: .85rem; font-weight: 400; }
h3 { margin: 1.25rem 0 .5rem; font-size: .95rem; color: var(--soft); overflow-wrap: anywhere; }
dl { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 0 0 2rem; }
dt { color: var(--soft); font-size: .8rem; }
dd { margin: 0; overflow-wrap: anywhere; }
section {
  margin-bottom: 1.5rem; padding: 1.25rem 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
}
.counts { margin: 0 0 1rem; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
.scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; }
th { color: var(--soft); font-size: .8rem; font-weight: 600; white-space: nowrap; border-bottom: 1px solid var(--line); }
td { min-width: 4rem; max-width: 40rem; white-space: pre-wrap; overflow-wrap: anywhere; }
tbody tr:nth-child(even) { background: var(--stripe); }
tbody tr + tr td { border-top: 1px solid var(--line); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
a { color: var(--link); }
.status { display: inline-block; padding: 0 .6rem; border-radius: 999px; font-size: .8rem; line-height: 1.6; white-space: nowrap; }
.new { color: var(--new); background: var(--new-ground); }
.removed { color: var(--removed); background: var(--removed-ground); }
.updated { color: var(--updated); background: var(--updated-ground); }
.unchanged { color: var(--unchanged); background: var(--unchanged-ground); }
@media print { body { padding: 0; background: none; } section { break-inside: auto; border: 0; padding: 0; } tr { break-inside: avoid; } }
`;
