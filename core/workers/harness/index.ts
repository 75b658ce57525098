export { createHttpMock, type HttpMock, type MockAnswer, type MockRequest } from "./createHttpMock.ts";
export { runStep, type StepRunOptions, type StepRunResult } from "./runStep.ts";
