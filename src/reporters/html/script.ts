/**
 * Comfort, for a page that is whole without it: search, a count of what is shown, buttons to open and to copy, and folds that
 * open for the printer of an older browser. It runs in the reader's browser and is told here as text, so that its hash is one.
 */
export const pageScript = `
(() => {
'use strict';
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);
const findings = all('.answers .finding');
const groups = all('.answers .group');
const search = one('search');
const clause = one('clause');
const shown = one('shown');
const texts = new Map();
const textOf = (element) => {
  const known = texts.get(element);
  if (known !== undefined) return known;
  const text = element.textContent.toLowerCase();
  texts.set(element, text);
  return text;
};
const off = (kind) => new Set(all('input[id^="' + kind + '-"]:not(:checked)').map((box) => box.id.slice(kind.length + 1)));
const target = () => decodeURIComponent(location.hash.slice(1));
const apply = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const [severities, answers, environments] = ['s', 'v', 'e'].map(off);
  const onlyNew = one('n-only')?.checked === true;
  const wanted = target().startsWith('only-') ? target().slice(5) : '';
  let count = 0;
  for (const group of groups) {
    const hidden = answers.has(group.closest('.answers').dataset.v) || (wanted !== '' && !group.dataset.c.split(' ').includes(wanted));
    const head = words.length > 0 ? textOf(group.firstElementChild) : '';
    const missing = words.filter((word) => !head.includes(word));
    let left = 0;
    for (const finding of all('.finding', group)) {
      const { s, e, n } = finding.dataset;
      const match = !hidden && !severities.has(s) && !environments.has(e) && (!onlyNew || n === 'introduced')
        && missing.every((word) => textOf(finding).includes(word));
      finding.hidden = !match;
      if (match) left += 1;
    }
    const plain = words.length === 0 && severities.size + environments.size === 0 && !onlyNew;
    group.hidden = hidden || (left === 0 && !(plain && all('.finding', group).length === 0));
    count += left;
    if (words.length > 0 && left > 0 && missing.length > 0 && left <= 20) group.open = true;
  }
  shown.textContent = count === findings.length ? '' : count.toLocaleString('en') + ' of ' + findings.length.toLocaleString('en') + ' shown';
};
if (shown !== null) {
  let waiting;
  for (const box of all('.filters input[type=checkbox]')) box.addEventListener('change', apply);
  search.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(apply, 150); });
  clause?.addEventListener('change', () => { location.hash = clause.value; });
  addEventListener('hashchange', () => {
    if (clause !== null) clause.value = target().startsWith('only-') ? target() : 'findings';
    apply();
  });
  one('open-all').addEventListener('click', () => { for (const group of groups) if (!group.hidden) group.open = true; });
  one('close-all').addEventListener('click', () => { for (const fold of all('.answers details')) fold.open = false; });
  one('reset').addEventListener('click', () => {
    for (const box of all('.filters input[type=checkbox]')) box.checked = box.id !== 'n-only';
    search.value = '';
    if (target().startsWith('only-')) location.hash = 'findings';
    apply();
  });
  for (const part of all('.js')) part.hidden = false;
  if (clause !== null && target().startsWith('only-')) clause.value = target();
  if (target().startsWith('only-')) apply();
}
const copy = async (button, text) => {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'copied';
  } catch {
    button.textContent = 'select and copy by hand';
  }
  setTimeout(() => { button.textContent = 'copy'; }, 2000);
};
document.addEventListener('toggle', (event) => {
  if (!event.target.open) return;
  for (const text of all('.copy', event.target)) {
    if (text.closest('details') !== event.target || text.nextElementSibling?.className === 'copied') continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copied';
    button.textContent = 'copy';
    button.addEventListener('click', () => copy(button, text.textContent));
    text.after(button);
  }
}, true);
for (const fold of all('.group[open]')) fold.dispatchEvent(new Event('toggle'));
let closed = [];
addEventListener('beforeprint', () => {
  closed = all('details:not([open]):not(.served):not(.filters)').filter((fold) => !fold.closest('[data-v=passes]'));
  for (const fold of closed) fold.open = true;
});
addEventListener('afterprint', () => {
  for (const fold of closed) fold.open = false;
  closed = [];
});
})();
`;
