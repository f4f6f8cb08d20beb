import { z } from 'zod'

/** Rows of the catalog as they must be, strict: a misspelt field is an error. For tests only; the program trusts its own rows. */

const yearMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const positive = z.number().positive()

/** A day that exists, a month, or a year. */
const roughDate = z
  .string()
  .regex(/^20\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/)
  .refine((date) => date.length < 10 || new Date(`${date}T00:00:00Z`).toISOString().startsWith(date), 'no such day')

export const gpuSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1),
  aliases: z.array(z.string().min(1)).min(1),
  vendor: z.enum(['nvidia', 'amd', 'apple', 'intel', 'google', 'aws', 'huawei']),
  class: z.enum(['consumer', 'laptop', 'workstation', 'datacenter', 'apple', 'edge', 'tpu', 'npu']),
  architecture: z.string().min(1),
  released: yearMonth.optional(),
  memoryGb: positive,
  memoryOptionsGb: z.array(positive).min(1).optional(),
  visibleGib: positive.optional(),
  usableFraction: z.number().gt(0.5).lte(1).optional(),
  memoryType: z.string().min(1),
  bandwidthGBps: positive,
  tflops: z.strictObject({
    fp32: positive.optional(),
    fp16: positive.optional(),
    bf16: positive.optional(),
    fp8: positive.optional(),
    int8: positive.optional(),
    fp4: positive.optional(),
  }),
  tdpWatts: positive.optional(),
  link: z.strictObject({ kind: z.enum(['nvlink', 'infinityfabric', 'pcie', 'ici', 'none']), GBps: positive.optional() }),
  pcie: z
    .string()
    .regex(/^[3-6]\.0x(4|8|16)$/)
    .optional(),
  gpusPerNode: z.int().positive().optional(),
  launchUsd: positive.optional(),
  computeCapability: positive.optional(),
  availability: z.enum(['modded', 'export', 'announced']).optional(),
  source: z.string().min(1),
  note: z.string().min(1).optional(),
})

const offer = {
  gpu: z.string().min(1),
  provider: z.string().min(1),
  region: z.string().min(1).optional(),
  gpus: z.int().positive(),
  date: roughDate,
  source: z.string().min(1),
  note: z.string().min(1).optional(),
}

export const rentalSchema = z.strictObject({ ...offer, kind: z.enum(['on-demand', 'spot', 'reserved']), usdPerHour: positive })

export const purchaseSchema = z.strictObject({ ...offer, kind: z.enum(['purchase-new', 'purchase-used']), usd: positive })

export const apiPriceSchema = z.strictObject({
  provider: z.string().min(1),
  providerModel: z.string().min(1),
  model: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  usdPerMillionInput: positive,
  usdPerMillionOutput: positive,
  contextTokens: z.int().min(2000).optional(),
  date: roughDate,
  source: z.string().min(1),
  note: z.string().min(1).optional(),
})
