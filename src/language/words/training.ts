import type { Table } from './meanings.ts'

export const methodTable: Table<'full' | 'lora' | 'qlora'> = [
  ['qlora', 'qlora, q-lora, qlorra'],
  ['lora', 'lora, loras, dora, rslora, lora adapter, peft'],
  [
    'full',
    'fully finetune, fully fine-tune, fully fine tune, fully finetuning, fully fine-tuning, fully train, full finetune, full fine-tune, full fine tuning, full finetuning, full ft, full-ft, full parameter, full param, full-parameter, full weights, full sft, not lora, no lora, without lora, non-lora, ' +
      '全量, 全参, 全参数, 全参量, 全量微调, 全参微调, 非lora, 不用lora, 全量训练, 全参训练, 全参数微调, 全参量微调',
  ],
]

export const optimizerTable: Table<string> = [
  ['adamw', 'adamw, adam-w'],
  ['adam', 'adam'],
  [
    'adamw-8bit',
    'adamw-8bit, adamw 8bit, 8bit adamw, 8-bit adamw, 8bit adam, 8-bit adam, adam 8bit, adam8bit, paged adamw, paged_adamw_8bit, paged adamw 8bit',
  ],
  ['adafactor', 'adafactor'],
  ['sgd', 'sgd'],
  ['lion', 'lion optimizer'],
  ['muon', 'muon'],
  ['galore', 'galore'],
  ['lomo', 'lomo, adalomo'],
]

export const checkpointingTable: Table<'on' | 'off'> = [
  ['on', 'gradient checkpointing, gradient-checkpointing, grad checkpointing, activation checkpointing, recompute, 梯度检查点, 重计算'],
  ['off', 'no gradient checkpointing, without gradient checkpointing, no checkpointing, without checkpointing, no grad checkpointing'],
]

export const runtimeTable: Table<string> = [
  [
    'llama.cpp',
    'llama.cpp, llamacpp, llama-cpp, llama cpp, llama-server, lm studio, lmstudio, koboldcpp, kobold, llamafile, ik_llama, ik_llama.cpp, llama-bench',
  ],
  ['ollama', 'ollama'],
  ['vllm', 'vllm, triton vllm, triton with vllm, triton and vllm, vllm on triton, vllm behind triton, vllm with triton'],
  ['sglang', 'sglang'],
  ['tensorrt-llm', 'tensorrt-llm, tensorrt llm, trt-llm, trtllm, tensorrt, triton, tritonserver, triton server, triton inference server'],
  ['mlx', 'mlx, mlx-lm, mlx lm'],
  ['exllamav2', 'exllamav2, exllama v2, exllama, exllamav3, exllama v3, exl2 loader, tabbyapi, tabby api'],
  ['transformers', 'transformers, huggingface transformers, hf transformers, hf, eager, litgpt, lit-gpt'],
  // Engines and frameworks people name that nobody has modelled here: kept as said, and the answer says that it does not use them.
  ['ktransformers', 'ktransformers'],
  ['mlc-llm', 'mlc-llm, mlc llm, mlc'],
  ['deepspeed', 'deepspeed'],
  ['unsloth', 'unsloth'],
  ['axolotl', 'axolotl'],
  ['megatron', 'megatron, megatron-lm'],
  ['llama-factory', 'llama-factory, llamafactory, llama factory'],
  ['lmdeploy', 'lmdeploy'],
  ['tgi', 'tgi, text-generation-inference'],
  ['fsdp', 'fsdp, fsdp2'],
  ['torchtune', 'torchtune'],
]
