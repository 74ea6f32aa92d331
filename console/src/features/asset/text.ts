import { text } from '@/shared/i18n/language';

export const assetText = text({
  en: {
    asset: 'Consumer asset',
    assetFormula: 'Asset = Σ stage ( consumers × value per consumer )',
    assetNote: (months: string) =>
      `Value per consumer of a stage: the net revenue that one person who stands there today is expected to bring within ${months} months, from how people moved between stages and what they spent month by month.`,
    interval: (low: string, high: string) => `${low} to ${high}: 90 % interval of how far months differ`,
    intervalRow: '90 % interval: how far months differ',
    assumption:
      'Money of a month counts for the stage on which its spender stood at the month’s end, so a first order counts for the stage that it led to. Where many of a month’s buyers are new, the value of that stage is too high. The interval does not show this.',
    noInterval: 'No interval yet: too few months to compare',
    learnt: (months: number) =>
      `learnt from ${String(months)} ${months === 1 ? 'month' : 'months'}${months < 12 ? ' only' : ''}`,
    learntRow: 'Months that rates were learnt from',
    revenueRow: (stage: string) => `${stage}: net revenue per head and month`,
    moveRow: (from: string, to: string) => `${from} → ${to} within a month`,
    change: 'Change over the period',
    changeFormula: 'Change = asset at the end − asset at the start',
    since: (day: string) => `since ${day}`,
    acrossMonthEnd: (day: string) => `partly a step of method: the 12 months learnt from moved on at the end of ${day}`,
    composition: 'The asset by stage',
    trend: 'Consumer asset over time',
    trendSubtitle:
      "What today's consumers are worth, in expected net revenue; steps at month ends, where the 12 full months it is learnt from move on",
    trendFormula: 'For each day: Σ stage ( consumers at the end of the day × value per consumer )',
    trendNote:
      'Moves and spending are learnt from the last 12 full months. They are learnt anew at the end of each month, so the line may step there.',
    compareDay: 'Compare',
    perConsumer: 'Value per consumer',
    consumers: 'Consumers',
    why: 'What changed, and why',
    whySubtitle: (from: string, to: string) => `${from} → ${to}, in four parts that add up exactly`,
    whyFormula: 'Asset(end) − asset(start) = people + stage mix + transition + spend',
    whyNote:
      'Shapley decomposition: each part is its average effect over every order in which the four could have changed, so that nothing is left over.',
    parts: { people: 'People', stage_mix: 'Stage mix', transition: 'Transition', spend: 'Spend' },
    partsLong: {
      people: 'more or fewer consumers',
      stage_mix: 'their distribution over the stages',
      transition: 'how people move between stages',
      spend: 'what they spend on a stage',
    },
    sum: 'Sum of the parts',
    addsUp: 'The parts add up to the change exactly',
    doesNotAddUp: (rest: string) => `The parts miss the change by ${rest}`,
    axisCut: 'The axis does not start at zero',
  },
  zh: {
    asset: '消费者资产',
    assetFormula: '消费者资产 = Σ 阶段（消费者数 × 人均资产价值）',
    assetNote: (months: string) =>
      `人均资产价值：今天处于该阶段的一位消费者，未来 ${months} 个月预计带来的净成交额，由各月阶段间流转概率与各阶段人均消费推算。`,
    interval: (low: string, high: string) => `90% 区间 ${low} 至 ${high}，仅反映各月差异`,
    intervalRow: '90% 区间（仅反映各月差异）',
    assumption:
      '当月消费计入消费者月末所处的阶段，首单因此计入其到达的阶段。若当月买家多为新客，该阶段的价值会偏高，区间不反映这一偏差。',
    noInterval: '暂无区间：可比较的月份不足',
    learnt: (months: number) => (months < 12 ? `仅取自 ${String(months)} 个月` : `取自 ${String(months)} 个月`),
    learntRow: '推算所用月份',
    revenueRow: (stage: string) => `${stage}：人均月净成交额`,
    moveRow: (from: string, to: string) => `${from} → ${to}（一个月内）`,
    change: '本期变化',
    changeFormula: '本期变化 = 期末消费者资产 − 期初消费者资产',
    since: (day: string) => `较 ${day}`,
    acrossMonthEnd: (day: string) => `含方法跳变：推算所用的 12 个月在 ${day} 结束时前移`,
    composition: '各阶段资产',
    trend: '消费者资产趋势',
    trendSubtitle: '现有消费者的价值，以预计净成交额计；每到月末，推算所用的 12 个完整月前移，曲线会跳变',
    trendFormula: '每日：Σ 阶段（当日结束时消费者数 × 人均资产价值）',
    trendNote: '流转概率与人均消费取自最近 12 个完整自然月，每到月末重新推算，曲线在月末可能出现跳变。',
    compareDay: '对比日',
    perConsumer: '人均资产价值',
    consumers: '消费者数',
    why: '变化与原因',
    whySubtitle: (from: string, to: string) => `${from} → ${to}，四项相加等于总变化`,
    whyFormula: '期末资产 − 期初资产 = 人数 + 阶段结构 + 流转 + 消费力',
    whyNote: '沙普利分解：每项取四个因素所有变化次序下的平均影响，因此没有剩余。',
    parts: { people: '人数', stage_mix: '阶段结构', transition: '流转', spend: '消费力' },
    partsLong: {
      people: '消费者数增减',
      stage_mix: '消费者在各阶段的分布',
      transition: '阶段之间的流转概率',
      spend: '各阶段人均消费',
    },
    sum: '四项合计',
    addsUp: '四项之和与总变化完全一致',
    doesNotAddUp: (rest: string) => `四项之和与总变化相差 ${rest}`,
    axisCut: '纵轴不从零开始',
  },
});

export type AssetWords = (typeof assetText)['en'];
