import { z } from 'zod'
import type { Question } from '../language/question.ts'

const number = z.number().min(0).nullable()
const text = z.string().max(200).nullable()

/** A question as it comes back from the storage, where another version may have put it. */
export const questionSchema: z.ZodType<Question> = z.object({
  intent: z.enum(['inference', 'finetune', 'pretrain', 'what-fits', 'compare-gpus', 'gpu-info', 'price', 'compare-api', 'explain', 'none']),
  model: text,
  paramsB: number,
  activeParamsB: number,
  quant: text,
  kvQuant: text,
  context: number,
  promptTokens: number,
  outputTokens: number,
  concurrency: number,
  batch: number,
  gpus: z.array(z.object({ id: z.string(), count: number, memoryGb: number })),
  memoryGb: number,
  totalMemoryGb: number,
  systemRamGb: number,
  nodes: number,
  device: z.enum(['mac', 'laptop', 'cpu']).nullable(),
  runtime: text,
  parallelism: z.object({ tensor: number, pipeline: number, data: number, expert: number }).nullable(),
  utilization: number,
  targetTokensPerSecond: number,
  targetTtftSeconds: number,
  method: z.enum(['full', 'lora', 'qlora']).nullable(),
  optimizer: text,
  zeroStage: number,
  loraRank: number,
  checkpointing: z.boolean().nullable(),
  trainTokens: number,
  deadline: text,
  budget: z.object({ amount: z.number(), currency: z.string() }).nullable(),
  concept: text,
  use: z.enum(['coding', 'vision', 'embedding', 'reasoning', 'chat']).nullable(),
  prefer: z.enum(['largest', 'fastest']).nullable(),
  alternatives: z.record(z.string(), z.array(z.union([z.string(), z.number()]))),
  language: z.enum(['en', 'zh']),
  confidence: z.number(),
  unknown: z.array(z.string()),
  problems: z.array(z.object({ slot: z.enum(['model', 'gpu', 'quant', 'size', 'count', 'context', 'concurrency']), text: z.string() })),
})
