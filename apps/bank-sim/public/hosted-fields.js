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

  const FIELDS = {
    'number-invalid': ['number', 'Check the card number.'],
    'expiry-in-past': ['expMonth', 'This date is over. Check month and year.'],
    'security-code-invalid': ['securityCode', 'Check the security code: three digits, four for American Express.'],
    'holder-missing': ['holderName', "Enter the card holder's name."],
    'invalid-request': ['expMonth', 'Check month and year.'],
  };
  const OTHERWISE = 'The bank can not be reached. Please try again.';

  const tell = (data) => {
    if (framed) window.parent.postMessage(data, origin);
  };
  const height = () => Math.ceil(document.documentElement.getBoundingClientRect().height);

  const refuse = (code) => {
    const [name, text] = FIELDS[code] ?? [undefined, OTHERWISE];
    const field = name && form.elements[name];
    message.textContent = text;
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
      if (!framed) message.textContent = 'The bank took the card. No page around this form is waiting for it.';
      tell({ type: 'card-token', token: answer.token });
    } catch {
      refuse('bank-unreachable');
    } finally {
      button.disabled = false;
    }
  };

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
