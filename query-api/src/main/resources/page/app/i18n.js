import enFields from './i18n/en-fields.js';
import en from './i18n/en.js';
import ruFields from './i18n/ru-fields.js';
import ru from './i18n/ru.js';

const LANGUAGES = { en: { ...en, ...enFields }, ru: { ...ru, ...ruFields } };
const REMEMBERED = 'dialogpulse.language';

let language = 'en';

/** The language of the address, else the remembered one, else the browser's, else English. */
export function chooseLanguage() {
  const wishes = [
    new URLSearchParams(window.location.search).get('lang'),
    window.localStorage.getItem(REMEMBERED),
    ...navigator.languages.map((tag) => tag.slice(0, 2)),
  ];
  apply(wishes.find((wish) => Object.hasOwn(LANGUAGES, wish ?? '')) ?? 'en');
}

/**
 * Changes the language, and remembers it here and in the address.
 * @param {'en'|'ru'} chosen
 */
export function setLanguage(chosen) {
  window.localStorage.setItem(REMEMBERED, chosen);
  const address = new URL(window.location.href);
  address.searchParams.set('lang', chosen);
  window.history.replaceState(null, '', address);
  apply(chosen);
}

/** The locale for numbers and dates: the browser's own variant of the language if it has one. */
export function locale() {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
}

/**
 * The text in the chosen language.
 * @param {string} key
 * @param {Object<string, string|number>} [values] for the places in braces; `count` also picks the plural form
 */
export function t(key, values = {}) {
  const entry = LANGUAGES[language][key] ?? key;
  const text = typeof entry === 'string' ? entry : entry[new Intl.PluralRules(language).select(Number(values.count))];
  return text.replace(/\{(\w+)\}/g, (place, name) => {
    const value = values[name] ?? place;
    return typeof value === 'number' ? new Intl.NumberFormat(locale()).format(value) : value;
  });
}

function apply(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.querySelectorAll('[data-i18n]').forEach((node) => {
    node.textContent = t(node.dataset.i18n);
  });
  for (const [data, attribute] of Object.entries({ i18nLabel: 'aria-label', i18nTitle: 'title', i18nPlaceholder: 'placeholder' })) {
    const selector = `[data-${data.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}]`;
    document.querySelectorAll(selector).forEach((node) => node.setAttribute(attribute, t(node.dataset[data])));
  }
  document.querySelectorAll('#languages button').forEach((button) => {
    button.setAttribute('aria-pressed', String(button.value === chosen));
  });
}
