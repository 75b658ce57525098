import { expect, test } from "vitest";
import { requestHeader } from "../../../electron/protocol/NamedRequests.ts";
import { nameRequests } from "../../../renderer/api/nameRequests.ts";

function openBench() {
  const sent: (string | null)[] = [];
  const given: string[] = [];
  const answers: PromiseWithResolvers<Response>[] = [];
  const send = nameRequests(
    (_path, { headers, signal }) => {
      sent.push(new Headers(headers).get(requestHeader));
      const answer = Promise.withResolvers<Response>();
      signal?.addEventListener("abort", () => answer.reject(signal.reason));
      answers.push(answer);
      return answer.promise;
    },
    {
      createName: () => `r${sent.length}`,
      async giveUp(name) {
        given.push(name);
        throw new Error("The program is busy.");
      },
    },
  );
  return { send, sent, given, answers };
}

test("what a page can leave has a name, and the program is told when the page leaves it", async () => {
  const { send, sent, given, answers } = openBench();
  void send("/a", {});
  const leaving = new AbortController();
  const left = send("/b", { signal: leaving.signal, headers: { accept: "text/plain" } });
  expect(sent).toEqual([null, "r1"]);
  leaving.abort();
  await expect(left).rejects.toThrow("aborted");
  expect(given).toEqual(["r1"]);
  answers[0]?.resolve(new Response());
});

test("nothing is told of what was answered before the page left", async () => {
  const { send, given, answers } = openBench();
  const leaving = new AbortController();
  const answered = send("/a", { signal: leaving.signal });
  answers[0]?.resolve(new Response("ok"));
  expect(await (await answered).text()).toBe("ok");
  leaving.abort();
  expect(given).toEqual([]);
});
