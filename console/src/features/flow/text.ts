import { text } from '@/shared/i18n/language';

export const flowText = text({
  en: {
    deepen: 'Deepen rate',
    deepenFormula:
      'Deepen rate = consumers who end higher than they began ÷ consumers who began on a stage below the highest',
    deepenNote: 'The trend shows this rate for the periods of the same length before.',
    deepenedCount: 'Ended higher',
    couldDeepen: 'Began below the highest stage',
    points: (points: string) => `${points} pts`,
    beforePeriod: 'vs the period before',
    flow: 'Flow',
    flowSubtitle: (from: string, to: string) => `Who went where, ${from} → ${to}`,
    flowFormula:
      'For each pair of stages: the number of consumers who stood on the first at the end of the start day and on the second at the end of the end day',
    flowNote: 'New: on no stage before. Lost: on no stage after. Consumers of a start stage = kept + moved + lost.',
    picture: 'Sankey',
    table: 'Table',
    view: 'View',
    moves: { new: 'New', deepened: 'Deepened', kept: 'Kept', shallower: 'Shallower', lost: 'Lost' },
    fromTo: 'from ↓ to →',
    tableNote: 'Shade and percentage: share of the row',
    total: 'Total',
    movesLabel: 'What became of the consumers',
  },
  zh: {
    deepen: '关系加深率',
    deepenFormula: '关系加深率 = 期末阶段高于期初阶段的消费者 ÷ 期初处于最高阶段以下各阶段的消费者',
    deepenNote: '趋势为此前各个等长周期的关系加深率。',
    deepenedCount: '期末阶段更高',
    couldDeepen: '期初在最高阶段以下',
    points: (points: string) => `${points} 个百分点`,
    beforePeriod: '较上一周期',
    flow: '流转',
    flowSubtitle: (from: string, to: string) => `${from} → ${to}，消费者在阶段之间的去向`,
    flowFormula: '每一对阶段：期初日结束时处于前者、期末日结束时处于后者的消费者数',
    flowNote: '新增：期初不在任何阶段；流失：期末不在任何阶段。期初某阶段人数 = 保持 + 流转 + 流失。',
    picture: '桑基图',
    table: '热力表',
    view: '查看方式',
    moves: { new: '新增', deepened: '关系加深', kept: '保持', shallower: '变浅', lost: '流失' },
    fromTo: '期初 ↓ 期末 →',
    tableNote: '颜色与百分比：占所在行',
    total: '合计',
    movesLabel: '消费者去向',
  },
});

export type FlowWords = (typeof flowText)['en'];
