import { gpusPerMachine } from '../catalog/hardware.ts'
import type { Option, Workload } from '../estimator/types.ts'

/** Layers that do not fit and are worked on by the CPU. */
interface Offload {
  /** Layers kept on GPUs. */
  readonly gpuLayers: number
  /** Layers whose experts stay in system RAM, counted from the first. */
  readonly cpuMoeLayers?: number
}

export interface LaunchDetails {
  /** Of a model that was not named, as it was said: `70B`. */
  readonly size?: string
  readonly offload?: Offload
}

/** What a tool is asked to start: an option that holds the workload. */
export interface Job extends LaunchDetails {
  readonly option: Option
  readonly workload: Workload
}

/** How one tool is started, and how its speed is measured: lines for a POSIX shell. Empty where the tool cannot do the job. */
export interface Tool {
  /** In the order they are run; several servers: one line for each, the first being the one that answers. */
  launch(job: Job): readonly string[]
  check(job: Job): readonly string[]
}

export function isEmbedding({ workload }: Job): boolean {
  return workload.model.modality === 'embedding'
}

/** Whether whole experts are dealt out over the GPUs: where it was said, and where a mixture's attention is repeated. */
export function dealsExperts({ option, workload: { model, parallelism } }: Job): boolean {
  const isMixture = model.blocks.some(({ mlp }) => mlp.kind === 'moe')
  return isMixture && option.count > 1 && (option.layout.dataParallel > 1 || (parallelism?.expert ?? 1) > 1)
}

/** Into whole shares, or one share to several. */
const shares = (heads: number, ranks: number) => heads % ranks === 0 || ranks % heads === 0

/** Whether servers can split the layers so: query heads in whole shares, and those of keys and values in shares or copies. */
export function canSplit({ option: { layout }, workload: { model } }: Job): boolean {
  const ranks = layout.tensorParallel
  return model.blocks.every(({ mixer }) => {
    switch (mixer.kind) {
      case 'attention':
        return mixer.heads % ranks === 0 && shares(mixer.kvHeads, ranks)
      case 'mla':
        return mixer.heads % ranks === 0
      case 'deltanet':
      case 'kda':
        return mixer.keyHeads % ranks === 0 && mixer.valueHeads % ranks === 0
      default:
        return true
    }
  })
}

/** Servers the option stands on. */
export function nodesOf({ gpu, count }: Option): number {
  return Math.ceil(count / gpusPerMachine(gpu))
}

/** Beyond it a scheduler starts the processes, not a person. */
const mostNodes = 4

/** Whether the tools that join servers by rank can: as many GPUs on each, and few enough to start by hand. */
export function canJoin({ option }: Job): boolean {
  const nodes = nodesOf(option)
  return nodes === 1 || (nodes <= mostNodes && option.count % nodes === 0)
}

/** Groups with requests of their own on each server; a fraction where one group spans several. */
export function groupsPerNode({ option }: Job): number {
  return option.layout.dataParallel / nodesOf(option)
}

/** The value of a flag that says how many, where one is what a tool does anyway. */
export function several(count: number): number | undefined {
  return count > 1 ? count : undefined
}

/** Requests each group is started for: those its memory was worked out with, whatever the default of a version is. */
export function requestsOf({ option: { pool, layout }, workload: { concurrency } }: Job): number | undefined {
  return pool?.sequences ?? several(Math.ceil(concurrency / layout.dataParallel))
}

/** Of the machine that answers; known to whoever starts it. */
export const headAddress = '<address of node 1>'

/** Tokens in and out of a benchmark whose cache holds, on average, as much as the speed was worked out for; together within the context. */
export function benchLengths({ workload }: Job): { readonly input: number; readonly output: number } {
  const { contextTokens, depthTokens, outputTokens } = workload
  const output = Math.max(1, Math.min(outputTokens, contextTokens - 1))
  return { input: Math.max(1, Math.min(depthTokens - Math.floor(output / 2), contextTokens - output)), output }
}

/** Requests of a benchmark: each place in the batch is taken a few times. */
export function benchRequests({ workload: { concurrency } }: Job): number {
  return Math.max(8, 4 * concurrency)
}
