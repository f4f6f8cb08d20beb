import accelerators from './gpus/accelerators.json' with { type: 'json' }
import amd from './gpus/amd.json' with { type: 'json' }
import apple from './gpus/apple.json' with { type: 'json' }
import edge from './gpus/edge.json' with { type: 'json' }
import intel from './gpus/intel.json' with { type: 'json' }
import nvidiaConsumer from './gpus/nvidia-consumer.json' with { type: 'json' }
import nvidiaDatacenter from './gpus/nvidia-datacenter.json' with { type: 'json' }
import nvidiaLaptop from './gpus/nvidia-laptop.json' with { type: 'json' }
import nvidiaWorkstation from './gpus/nvidia-workstation.json' with { type: 'json' }
import type { Gpu } from './types.ts'

/** Every accelerator known, by vendor and class, oldest generation first within a file. The rows are checked by tests, not at start. */
export const gpus: readonly Gpu[] = [
  nvidiaConsumer,
  nvidiaLaptop,
  nvidiaWorkstation,
  nvidiaDatacenter,
  amd,
  intel,
  apple,
  edge,
  accelerators,
].flat() as readonly Gpu[]

const byId: ReadonlyMap<string, Gpu> = new Map(gpus.map((gpu) => [gpu.id, gpu]))

/** The accelerator of an id, or undefined. */
export function gpuById(id: string): Gpu | undefined {
  return byId.get(id)
}
