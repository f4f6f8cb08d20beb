import type { Measure, Table } from './meanings.ts'

/** Words that say what a number counts, after it ("50 users") or before it ("batch 8"). */
export const measureTable: Table<Measure> = [
  [
    'context',
    'context, ctx, context length, context window, context size, ctx size, ctx len, ctx length, seq, seqlen, seq len, seq length, sequence length, sequence, ' +
      'max_seq_length, max_seq_len, max seq, max-model-len, max_model_len, num_ctx, n_ctx, max length, max_length, token context, tokens context, token ctx, tokens of context, ' +
      'context tokens, ctx tokens, k context, cutoff_len, cutoff len, context of, a context of, token window, ' +
      '上下文, 上下文长度, 上下文窗口, 序列长度, 序列, 最大长度, 长度, 长上下文, 窗口, 文本长度, 长文本, 最长',
  ],
  [
    'max-context',
    'biggest context, largest context, longest context, how much context, how long a context, how large of a context, how big of a context, how large a context, how big a context, how long of a context, 多大上下文, 多大的上下文, 多长上下文, 多长的上下文, 多大的context, 多大context, 多大的ctx, 多大ctx, 多长的context, 多长context, 多少上下文, 多少context, 多少ctx, max context, max ctx, maximum context, max context length, max ctx length, maximum context length, maximum context window, max context window, max context size, 最大上下文, 最大上下文长度, 最长上下文',
  ],
  [
    'whole-context',
    'full context, full ctx, entire context, whole context, full context length, entire context length, whole context length, full context window, entire context window, whole context window, ' +
      '全上下文, 完整上下文, 满上下文, 上下文拉满, 上下文开满, 拉满上下文, 开满上下文, 满血上下文',
  ],
  ['tokens', 'token, tokens, tok, toks, token数, tokens数, 令牌, 个token, 词元'],
  ['prompt', 'prompt, prompt tokens, input, input tokens, input length, prompt length, 输入, 提示词, 输入长度, prefill tokens'],
  [
    'output',
    'output, output tokens, output length, new tokens, max_new_tokens, max new tokens, generated tokens, completion, tg, 输出, 输出长度, 生成',
  ],
  ['in', 'in'],
  ['out', 'out'],
  [
    'users',
    'users, user, concurrent users, concurrent, concurrency, concurrent requests, simultaneous users, parallel requests, in parallel, parallel, requests, request, ' +
      'sessions, streams, clients, max_num_seqs, max-num-seqs, parallel users, concurrent sessions, simultaneous, simultaneous requests, at once, qps, ' +
      '并发, 并发数, 并发请求, 并发用户, 用户, 路并发, 个用户, 个并发, 路, 个请求, 个会话, 会话, 个连接, 个对话, 同时在线',
  ],
  ['sequences', 'sequences, seqs'],
  [
    'people',
    'people, ppl, persons, employees, devs, developers, team members, students, of us, coworkers, co-workers, colleagues, customers, friends, players, agents, staff, staffers, researchers, engineers, scientists, analysts, writers, lawyers, interns, testers, teammates, 人, 个人, 人用, 人同时用, 人同时, 名用户, 多人, 位, 位同学, 位同事, 位员工, 位用户, 员工, 同事, 个员工, 个开发, 名开发, 个程序员, 个工程师, 名工程师, 个码农, 个坐席, 个老师, 个医生, 名员工, 个同事, 名同事, 个学生, 名学生, 个玩家, 个客户, 号人, 多号人, 来号人, 来个人, 多个人, 来人',
  ],
  [
    'batch',
    'batch, bs, batch size, batchsize, batch_size, bsz, mbs, micro batch, micro batch size, micro-batch, micro_batch_size, per_device_train_batch_size, per device batch, ' +
      '批大小, 批次, 批量, 批次大小',
  ],
  [
    'cards',
    'gpu, gpus, card, cards, graphics card, graphics cards, 卡, 张, 块, 张卡, 块卡, 张显卡, 块显卡, 显卡, 片, 个卡, 个gpu, 颗, 卡机',
  ],
  ['nodes', 'node, nodes, machine, machines, server, servers, box, boxes, host, hosts, 节点, 个节点, 台机器, 台服务器, 机'],
  // 2台DGX Spark are two, 两台8卡H800 sixteen.
  ['sets', '台'],
  ['rank', 'rank, r'],
  [
    'tensor',
    'tp, tensor parallel, tensor parallelism, tensor parallel size, tensor-parallel-size, tp size, way tensor parallel, way tp, 张量并行, 张量并行度, 张量并行数, tp并行',
  ],
  [
    'pipeline',
    'pp, pipeline parallel, pipeline parallelism, pipeline parallel size, pipeline-parallel-size, pp size, way pipeline parallel, way pp, 流水线并行, 流水线并行度, 流水并行, pp并行',
  ],
  [
    'data',
    'dp, data parallel, data parallelism, data parallel size, data-parallel-size, dp size, way data parallel, way dp, 数据并行, 数据并行度, dp并行',
  ],
  [
    'expert',
    'ep, expert parallel, expert parallelism, expert parallel size, expert-parallel-size, ep size, enable expert parallel, way expert parallel, way ep, 专家并行, 专家并行度, ep并行',
  ],
  [
    'utilization',
    'utilization, utilisation, util, gpu memory utilization, gpu mem utilization, gpu memory util, gpu mem util, mem util, memory utilization, vram utilization, gmu, mem fraction static, mem fraction, memory fraction, ' +
      '显存利用率, 显存占比, 显存使用率, 利用率',
  ],
  ['zero', 'zero, zero stage, stage, zero-stage, deepspeed zero, deepspeed stage, ds zero'],
  [
    'speed',
    'tps, tokens per second, token per second, tok per second, tokens per sec, ' +
      '个tps, 个token每秒, token每秒, tokens每秒, tok每秒, 字每秒, 个字每秒, 每秒',
  ],
  ['ttft', 'ttft, first token, time to first token, 首字, 首token, 首字延迟, 首token延迟'],
  ['usd', 'usd, dollar, dollars, bucks, us dollars, 美元, 美金, 刀'],
  ['cny', 'cny, rmb, yuan, 元, 块钱, 人民币, 万块, 元钱'],
  ['eur', 'eur, euro, euros, 欧元'],
  ['gbp', 'gbp, pounds, quid, 英镑'],
  ['jpy', 'jpy, yen, 日元, 日币'],
  ['inr', 'inr, rupees, rs, 卢比'],
  ['krw', 'krw, won, 韩元'],
  ['aud', 'aud, australian dollars, 澳元, 澳币'],
  ['cad', 'cad dollars, canadian dollars, 加元, 加币'],
  ['hkd', 'hkd, 港币, 港元'],
  ['twd', 'twd, ntd, 台币, 新台币'],
  ['chf', 'chf, francs, 瑞士法郎'],
  [
    'duration',
    'day, days, week, weeks, month, months, hour, hours, hr, hrs, minute, minutes, min, mins, year, years, 天, 周, 个月, 月, 小时, 分钟, 年, 个小时, 天内, 星期, 个星期, 礼拜, 个礼拜, 钟头, 个钟头, 个钟',
  ],
  ['seconds', 'sec, secs, second, seconds, s, 秒'],
  ['milliseconds', 'ms, msec, millisecond, milliseconds, 毫秒'],
  ['parameters', 'parameter, parameters, params, param, 参数, 参数量, 个参数, 参数的, 参'],
  ['epochs', 'epoch, epochs, 轮, 个epoch, 遍'],
  [
    'other',
    'gpu utilization, gpu util, cpu utilization, cpu util, gpu利用率, cpu利用率, layers, layer, heads, cores, core, threads, mhz, ghz, w, watt, watts, kw, px, percent, images, frames, steps, step, samples, files, slots, p, v, a, rpm, km, cm, mm, ' +
      '层, 核, 瓦, 公里, 分, 岁, 倍, 次, 步, 条, 行, 件, 楼, 号, 点',
  ],
]
