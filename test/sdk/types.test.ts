import { BaseStep, boolean, date, defineParameters, list, mapping, number, select, text } from "sluice";
import { expectTypeOf, test } from "vitest";

const parameters = defineParameters({
  url: text({ required: true }),
  note: text(),
  retries: number({ min: 0, max: 5, defaultValue: 2 }),
  method: select({ options: ["GET", "POST"], defaultValue: "GET" }),
  since: date(),
  tags: text({ multiple: true, required: true }),
  level: select({ options: [{ value: 1, label: "One" }, { value: 2 }], required: true }),
  parts: select({ options: ["a", "b"], multiple: true }),
  user: text({ required: true, showWhen: { parameter: "method", equals: "POST" } }),
  rows: list<{ id: number }>({ required: true }),
  headers: mapping<string>(),
  fields: mapping<number>({ required: true, showWhen: { parameter: "method", equals: "POST" } }),
});

class Fetch extends BaseStep.with(parameters) {
  execute() {
    expectTypeOf(this.getParameter("url")).toEqualTypeOf<string>();
    expectTypeOf(this.getParameter("note")).toEqualTypeOf<string | null>();
    expectTypeOf(this.getParameter("retries")).toEqualTypeOf<number>();
    expectTypeOf(this.getParameter("method")).toEqualTypeOf<"GET" | "POST">();
    expectTypeOf(this.getParameter("since")).toEqualTypeOf<Date | null>();
    expectTypeOf(this.getParameter("tags")).toEqualTypeOf<string[]>();
    expectTypeOf(this.getParameter("level")).toEqualTypeOf<1 | 2>();
    expectTypeOf(this.getParameter("parts")).toEqualTypeOf<("a" | "b")[] | null>();
    expectTypeOf(this.getParameter("user")).toEqualTypeOf<string | null>();
    expectTypeOf(this.getParameter("rows")).toEqualTypeOf<{ id: number }[]>();
    expectTypeOf(this.getParameter("headers")).toEqualTypeOf<Record<string, string> | null>();
    expectTypeOf(this.getParameter("fields")).toEqualTypeOf<Record<string, number> | null>();
    expectTypeOf(this.getParameter("other")).toEqualTypeOf<unknown>();
    expectTypeOf(this.getParameter<number>("other")).toEqualTypeOf<number>();
  }
}

class OptionalFetch extends Fetch.with({ enable: boolean({ defaultValue: true }), note: number() }) {
  override execute() {
    expectTypeOf(this.getParameter("enable")).toEqualTypeOf<boolean>();
    expectTypeOf(this.getParameter("url")).toEqualTypeOf<string>();
    expectTypeOf(this.getParameter("note")).toEqualTypeOf<number | null>();
    super.execute();
  }
}

class Plain extends BaseStep {
  async execute() {
    expectTypeOf(this.getParameter("x")).toEqualTypeOf<unknown>();
    return this.suspend({ until: new Date() });
  }
}

class Late extends Plain.with({ late: number({ required: true }) }) {
  override async execute() {
    expectTypeOf(this.getParameter("late")).toEqualTypeOf<number>();
    return super.execute();
  }
}

test("the type of getParameter follows from the declaration", () => {
  const classes: (new () => BaseStep)[] = [Fetch, OptionalFetch, Plain, Late];
  expectTypeOf(classes).toEqualTypeOf<(new () => BaseStep)[]>();
});
