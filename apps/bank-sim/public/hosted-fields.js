'use strict';

/*
 * Sends what was typed to the bank and tells the page around the frame the token, and nothing else.
 * To the page: { type: 'card-fields-ready' | 'card-fields-resized', height }, { type: 'card-token', token },
 * { type: 'card-refused', code }. From it: { type: 'submit-card' } presses Yes, { type: 'hide-button' } takes Yes away.
 */
(() => {
  const form = document.getElementById('card-form');
  const message = document.getElementById('message');
  const button = form.querySelector('button');
  const { origin, country } = form.dataset;
  const framed = window.parent !== window;

  /** What a refusal is said in: the bank's words in the language of the form. */
  const words = JSON.parse(form.dataset.words);
  const FIELDS = {
    'number-invalid': 'number',
    'expiry-in-past': 'expMonth',
    'security-code-invalid': 'securityCode',
    'holder-missing': 'holderName',
    'invalid-request': 'expMonth',
  };

  const tell = (data) => {
    if (framed) window.parent.postMessage(data, origin);
  };
  const height = () => Math.ceil(document.documentElement.getBoundingClientRect().height);

  const refuse = (code) => {
    const field = form.elements[FIELDS[code] ?? ''];
    message.textContent = words[code] ?? words.other;
    if (field) {
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', 'message');
      field.focus();
    }
    tell({ type: 'card-refused', code });
  };

  const typed = () => {
    const { number, expMonth, expYear, securityCode, holderName } = form.elements;
    const year = Number(expYear.value.trim());
    const dates = { expMonth: Number(expMonth.value.trim()), expYear: year > 0 && year < 100 ? 2000 + year : year };
    const code = securityCode.value.trim();
    if (!number) return { ...dates, securityCode: code };
    const whose = { holderName: holderName.value, ...(country ? { country } : {}) };
    return { number: number.value, ...dates, securityCode: code, ...whose };
  };

  const submit = async () => {
    if (button.disabled) return;
    button.disabled = true;
    message.textContent = '';
    for (const field of form.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
    try {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(typed());
      const response = await fetch(form.getAttribute('action'), { method: 'POST', headers, body });
      const answer = await response.json();
      if (response.status !== 201) return refuse(answer.code ?? 'bank-error');
      form.reset();
      if (!framed) message.textContent = words.alone;
      tell({ type: 'card-token', token: answer.token });
    } catch {
      refuse('bank-unreachable');
    } finally {
      button.disabled = false;
    }
  };

  /** A number is read in groups of four; what is typed in the middle of it is left as it is. */
  const { number } = form.elements;
  number?.addEventListener('input', () => {
    if (number.selectionStart !== number.value.length) return;
    number.value = number.value.replace(/\s+/g, '').replace(/(\d{4})(?=\d)/g, '$1 ');
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  window.addEventListener('message', (event) => {
    if (event.origin !== origin || event.source !== window.parent) return;
    if (event.data?.type === 'submit-card') void submit();
    if (event.data?.type === 'hide-button') button.hidden = true;
  });
  new ResizeObserver(() => tell({ type: 'card-fields-resized', height: height() })).observe(document.documentElement);
  tell({ type: 'card-fields-ready', height: height() });
})();
