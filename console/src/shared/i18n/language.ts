import { createContext, use } from 'react';

export type Language = 'en' | 'zh';

/** The same words in both languages; the compiler sees to it that none is missing. */
export type Text<T> = Readonly<Record<Language, T>>;

/** `T` with its literal words widened, so that the Chinese of "Sales" may be 成交. */
type Words<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof T]: Words<T[Key]> };

export function text<const T>(words: { en: T; zh: Words<T> }): Text<Words<T>> {
  return { en: words.en as Words<T>, zh: words.zh };
}

export interface LanguageChoice {
  readonly language: Language;
  choose(language: Language): void;
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'en', choose: () => undefined });

export const useLanguage = (): LanguageChoice => use(LanguageContext);

export function useText<T>(words: Text<T>): T {
  return words[useLanguage().language];
}

/** Sentences one after another; between Chinese ones there are no blanks. */
export const sentences = (language: Language, ...said: readonly string[]): string =>
  said.filter(Boolean).join(language === 'zh' ? '' : ' ');

const REMEMBERED = 'tidebank.language';

/** The language chosen before, else the browser's. */
export function firstLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'en' || remembered === 'zh') {
    return remembered;
  }
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export const rememberLanguage = (language: Language): void => {
  localStorage.setItem(REMEMBERED, language);
};
