/** Opens an address as a browser does: it keeps cookies and goes where it is sent. What the last page says. */
export async function browse(address: string): Promise<{ url: string; status: number; text: string }> {
  const cookies = new Map<string, string>();
  for (let url = address, hops = 0; hops < 20; hops++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { redirect: "manual", headers: { cookie } });
    const text = await answer.text();
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get("location");
    if (next === null) return { url, status: answer.status, text };
    url = new URL(next, url).href;
  }
  throw new Error(`${address} leads in a circle`);
}
