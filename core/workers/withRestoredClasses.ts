import type { ClassReference, StepWorkers } from "../engine/ports/StepWorkers.ts";

/** Workers that load the code of some classes from where it was put again, each in the environment that it belongs to. */
export function withRestoredClasses(
  workers: StepWorkers,
  restored: Map<string, ClassReference>,
  findEnvironment: (reference: ClassReference) => string,
): StepWorkers {
  return {
    hasRoom: (...place) => workers.hasRoom?.(...place) === true,
    run(request, hooks, placement) {
      const { stepClass } = request;
      if (stepClass === undefined) return workers.run(request, hooks, placement);
      const environment = findEnvironment(stepClass);
      const restoredClass = restored.get(stepClass.hash) ?? stepClass;
      const isSame = environment === request.environment && restoredClass === stepClass;
      return workers.run(isSame ? request : { ...request, environment, stepClass: restoredClass }, hooks, placement);
    },
  };
}
