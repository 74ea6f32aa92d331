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
    unexpected: '无法读取返回的数据',
    code: '代码',
  },
});
