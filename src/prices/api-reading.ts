import { isName } from './sieve.ts'
import type { DropReason, LiveApiPrice, Reading } from './source.ts'
import { SourceError } from './source-error.ts'

interface RawApiPrice {
  readonly provider: string
  readonly providerModel: string
  /** Hugging Face id; undefined: no open model that is known. */
  readonly model: string | undefined
  readonly usdPerMillionInput: number
  readonly usdPerMillionOutput: number
  readonly contextTokens?: number | null | undefined
}

/** USD per million tokens; more is another unit. */
const mostUsd = 500

/** What is free of charge is no price of anything: a trial, a plan, a loss. */
const isFree = ({ usdPerMillionInput: input, usdPerMillionOutput: output }: RawApiPrice) => input === 0 && output === 0

/** API prices as rows. Throws SourceError `empty` where none is left. */
export function apiReading(raw: readonly RawApiPrice[], malformed: number, mark: string | undefined): Reading {
  const dropped = new Map<DropReason, number>(malformed > 0 ? [['malformed', malformed]] : [])
  const drop = (why: DropReason) => dropped.set(why, (dropped.get(why) ?? 0) + 1)
  const apis: LiveApiPrice[] = []
  for (const price of raw.filter((one) => !isFree(one))) {
    const { model, usdPerMillionInput, usdPerMillionOutput, contextTokens } = price
    if (!isName(price.provider)) drop('malformed')
    else if (model === undefined) drop('unknown')
    else if (!isPlausible(usdPerMillionInput) || !isPlausible(usdPerMillionOutput)) drop('implausible')
    else
      apis.push({
        provider: price.provider,
        providerModel: price.providerModel,
        model,
        usdPerMillionInput: rounded(usdPerMillionInput),
        usdPerMillionOutput: rounded(usdPerMillionOutput),
        ...(contextTokens ? { contextTokens } : {}),
      })
  }
  if (apis.length === 0) throw new SourceError('empty', `none of ${raw.length} rows is a price`)
  return { rentals: [], apis, dropped: Object.fromEntries(dropped), mark }
}

const isPlausible = (usd: number) => usd > 0 && usd <= mostUsd

/** 1e-7 dollars a token times a million is 0.09999999999999999. */
const rounded = (usd: number) => Number(usd.toPrecision(6))
