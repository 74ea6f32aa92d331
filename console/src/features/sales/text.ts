import { text } from '@/shared/i18n/language';

export const salesText = text({
  en: {
    net: 'Net sales',
    netFormula: 'Net sales = GMV − refunds − cancelled, over the days after the start day up to the end day; of a brand with one day of data, over that day',
    netNote: "A refund counts on the day it is made, a cancelled order that was never paid back on the day it is cancelled. Guests' orders are included.",
    gmv: 'GMV',
    refunds: 'Refunds',
    cancelled: 'Cancelled',
    back: 'Refunds and cancelled',
    orders: 'Orders',
    refundRate: 'Refund rate',
    guests: 'of which guests',
    beforePeriod: 'vs the period before',
    sales: 'Sales by day',
    salesSubtitle: 'GMV above, refunds and cancelled orders below the line; dashed lines are sales days',
    salesFormula: 'For each day: GMV = Σ order lines after discounts; net = GMV − refunds made and orders cancelled that day',
    totals: 'Over the days shown',
  },
  zh: {
    net: '净成交额',
    netFormula: '净成交额 = 成交额 − 退款 − 取消，统计期初日之后至期末日；只有一天数据时统计当天',
    netNote: '退款计入退款发生日；未退款而关闭的订单计入关闭日的取消；包含未识别身份的买家订单。',
    gmv: '成交额',
    refunds: '退款',
    cancelled: '取消',
    back: '退款与取消',
    orders: '订单数',
    refundRate: '退款率',
    guests: '其中未识别买家',
    beforePeriod: '较上一周期',
    sales: '每日成交',
    salesSubtitle: '轴上为成交额，轴下为退款与取消；虚线为大促日',
    salesFormula: '每日：成交额 = Σ 订单行优惠后金额；净成交额 = 成交额 − 当日退款 − 当日取消',
    totals: '所示日期合计',
  },
});

export type SalesWords = (typeof salesText)['en'];
