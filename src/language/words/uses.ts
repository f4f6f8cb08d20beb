import type { Question } from '../question.ts'
import type { Table } from './meanings.ts'

/** What a model is wanted for. */
export const useTable: Table<NonNullable<Question['use']>> = [
  [
    'coding',
    'coding, code, coder, programming, copilot, agentic coding, 写代码, 代码, 编程, 写程序, 程序员, 写python, 写java, 写脚本, 写前端, 写后端, 写sql, 写c++, 码代码, 敲代码, 撸代码',
  ],
  ['vision', 'vision, vl, vlm, multimodal, multi-modal, ocr, see images, image understanding, 视觉, 多模态, 看图, 识图, 图像理解'],
  ['embedding', 'embedding, embeddings, embedder, embed, 向量, 嵌入, 词嵌入'],
  ['reasoning', 'reasoning, reason, thinking, reasoner, 推理模型, 推理大模型, 思考模型, 深度思考, 思维链'],
  [
    'chat',
    'chat, chatting, chatbot, conversation, roleplay, role-play, 聊天, 对话, 客服, 角色扮演, 聊天机器人, 客服机器人, 问答机器人, 对话机器人, 微信机器人, 企微机器人, qq机器人, 钉钉机器人, 飞书机器人, 群机器人, tg机器人, discord机器人, 机器人客服, 智能客服',
  ],
]

/** Which of those that fit is wanted. */
export const preferTable: Table<NonNullable<Question['prefer']>> = [
  [
    'largest',
    'largest, biggest, how big, how large, max model size, 最大的模型, 最大模型, 最大的, 最大能, 最大多少, 多大的模型, 多大模型, 多大的, 多大参数, 多少b, 几b',
  ],
  ['fastest', 'fastest, quickest, 最快的, 最快'],
]
