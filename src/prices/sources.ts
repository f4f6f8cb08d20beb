import type { PriceSource } from './source.ts'
import { azure } from './sources/azure.ts'
import { ecb } from './sources/ecb.ts'
import { gpuhunt } from './sources/gpuhunt.ts'
import { lambda } from './sources/lambda.ts'
import { modelsDev } from './sources/models-dev.ts'
import { openrouter } from './sources/openrouter.ts'
import { runpod } from './sources/runpod.ts'
import { skypilot } from './sources/skypilot.ts'
import { vast } from './sources/vast.ts'

/** Every place prices come from. */
export const priceSources: readonly PriceSource[] = [ecb, gpuhunt, vast, runpod, skypilot, azure, lambda, openrouter, modelsDev]
