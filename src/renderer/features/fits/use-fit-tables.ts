import { useState } from "react";
import type { FitTable, MachineKind } from "../../../shared/shapes/fits";
import { useAnswer } from "../../store/use-answer";
import { useSnapshot } from "../../store/window-context";
import { comparedAtFirst, thisMachineName } from "./compared-machines";

export interface FitTables {
  readonly here: FitTable | null;
  readonly others: readonly (FitTable | null)[];
  /** Names of the machines beside this one, as many as `others`. */
  readonly compared: readonly string[];
  readonly machines: readonly MachineKind[];
  readonly compare: (column: number, name: string) => void;
}

/** What this machine holds, and two others. */
export function useFitTables(): FitTables {
  const limit = useSnapshot(({ machine }) => `${machine.gpuLimitBytes ?? 0} ${machine.memoryLimitBytes}`);
  const machines = useAnswer("machines", {}).value?.machines ?? [];
  const [picked, setPicked] = useState<Readonly<Record<number, string>>>({});
  const here = useAnswer("fits", {}, limit);
  const atFirst = here.value === null ? [] : comparedAtFirst(machines, here.value.machineKind, 2);
  const compared = atFirst.map((name, column) => picked[column] ?? name);
  const [first = null, second = null] = compared;
  const left = useAnswer("fits", first === null ? null : { machine: first });
  const right = useAnswer("fits", second === null ? null : { machine: second });
  return {
    here: here.value,
    others: [left.value, right.value].slice(0, compared.length),
    compared,
    machines: machines.filter(({ name }) => name !== thisMachineName),
    compare: (column, name) => {
      setPicked({ ...picked, [column]: name });
    },
  };
}
