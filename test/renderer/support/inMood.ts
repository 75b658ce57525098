/** How a port answers: never, or with an error; undefined = as it is. */
export type Mood = "loading" | "error" | undefined;

/** A port whose promises a test withholds or breaks, as long as the mood says so. All else of it stays as it is, and what `keeps` names. */
export function inMood<T extends object>(port: T, { mood, keeps = [] }: { mood(): Mood; keeps?: (keyof T)[] }): T {
  return new Proxy(port, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function") return value;
      if (keeps.includes(key as keyof T)) return value.bind(target);
      return (...given: unknown[]) => {
        const answer: unknown = value.apply(target, given);
        if (!(answer instanceof Promise)) return answer;
        // What was asked is done; only its answer is another one.
        answer.catch(() => undefined);
        if (mood() === "loading") return new Promise(() => undefined);
        return mood() === "error" ? Promise.reject(new Error("The host does not answer.")) : answer;
      };
    },
  });
}
