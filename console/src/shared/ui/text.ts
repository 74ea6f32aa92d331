import { text } from '@/shared/i18n/language';

export const uiText = text({
  en: {
    explain: (what: string) => `How “${what}” is computed`,
    formula: 'Formula',
    numbers: 'The numbers in it',
    source: 'Source',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    retry: 'Try again',
    unreachable: 'The server does not answer',
    unreachableDetail: 'Start it with ./tidebank serve, or check the network, then try again.',
    signIn: 'This browser is not known here',
    linkSpent: 'This one-time link was used already, or has waited too long',
    signInDetail:
      'Open the console by a one-time link: ./tidebank open prints one on the machine of the server, ./tidebank owner invite one for elsewhere.',
    tooEarly: 'Too early to tell',
    tooEarlyDetail: (day: string) =>
      `A value is learnt from how people moved and spent within a whole calendar month.${day && ` The first day with a value is ${day}.`}`,
    unexpected: 'The console cannot read the answer',
    code: 'Code',
  },
  zh: {
    explain: (what: string) => `「${what}」的计算方法`,
    formula: '公式',
    numbers: '代入数值',
    source: '数据来源',
    close: '关闭',
    copy: '复制',
    copied: '已复制',
    retry: '重试',
    unreachable: '服务器没有响应',
    unreachableDetail: '请用 ./tidebank serve 启动服务，或检查网络后重试。',
    signIn: '此浏览器尚未登录',
    linkSpent: '此一次性链接已被使用或已过期',
    signInDetail: '请用一次性链接打开控制台：在服务器本机运行 ./tidebank open，或用 ./tidebank owner invite 为其他机器生成链接。',
    tooEarly: '历史数据还不够',
    tooEarlyDetail: (day: string) =>
      `资产价值由至少一个完整自然月的流转与消费推算得出。${day && `最早可计算的日期：${day}。`}`,
    unexpected: '无法读取返回的数据',
    code: '代码',
  },
});
