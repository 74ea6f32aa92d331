import kindsFile from '@methods/touch-kinds.yaml?raw';
import type { Language } from '@/shared/i18n/language';
import type { LiveEvent } from './api';

/** A line of the file of kinds: {kind: view, family: browse, en: Item view, zh: 浏览商品} */
const KIND = /\{kind: (\w+),.*\bzh: ([^}]+)\}/g;

const KINDS: ReadonlyMap<string, string> = new Map(
  [...kindsFile.matchAll(KIND)].map(([, kind = '', name = '']) => [kind, name]),
);

/** A kind as people call it; in English the codes are words. */
export const kindName = (kind: string, language: Language): string =>
  language === 'zh' ? (KINDS.get(kind) ?? kind) : kind;

/** What the server says in English only, by its code. */
const FAULTS: Readonly<Record<string, string>> = {
  BAD_TIME: '不是可识别的时间',
  BAD_NUMBER: '不是数字',
  MISSING_VALUE: '为空，但必须填写',
  NEGATIVE_REFUND: '为负数，退款应写为正数',
  NEGATIVE_AMOUNT: '为负数，金额应写为正数',
  IN_THE_FUTURE: '晚于当前时间过多',
  TOO_OLD: '早于 limits.past_days 允许的时间',
  UNKNOWN_KIND: '对应不到已知的触点类型',
  WRONG_TYPE: '数据类型不对',
  UNKNOWN_TYPE: '不是可识别的调用类型',
  BAD_IDENTIFIER: '不是有效的标识：超过 1000 个字符，或含有损坏字符、控制字符',
  BAD_CURRENCY: '不是有效的币种',
  EVENT_TOO_LARGE: '超过单个事件的大小上限',
  BEYOND_MEASURE: '嵌套过深，或名称、数字过长',
  TOO_MANY_LINES: '超过 500 行，或各行重复内容超过 1 MB',
  NAME_TOO_LONG: '超过 200 个字符',
  NAME_NOT_ALLOWED: '不在该数据源允许的事件名之列',
  PLAN_BROKEN: '不符合埋点方案',
  NOT_JSON: '不是 JSON 对象',
  NO_EFFECT: '没有作用',
  NO_CONSENT: '未获本人同意',
};

/** What is wrong, where the server says it in words. */
const FIELDS: Readonly<Record<string, string>> = {
  'userId or anonymousId': 'userId 或 anonymousId',
  'the event': '事件',
  'the request': '请求',
};

/** A blank parts Latin letters from Chinese ones, and not Chinese ones from each other. */
const before = (field: string): string => (/\p{Script=Han}$/u.test(field) ? field : `${field} `);

/** Why an event was put aside or dropped; empty if it was not. */
export function reasonOf({ reason, field, fault }: LiveEvent, language: Language): string {
  const said = language === 'zh' && fault ? FAULTS[fault] : undefined;
  if (!said) return reason;
  return field ? before(FIELDS[field] ?? field) + said : said;
}
