import { html } from './html';

describe('html', () => {
  it('escapes whatever is not HTML itself', () => {
    expect(html`<p title="${'"quoted" & <b>'}">${html`<i>${"it's"}</i>`}</p>`.text).toBe(
      '<p title="&quot;quoted&quot; &amp; &lt;b&gt;"><i>it&#39;s</i></p>',
    );
  });

  it('joins lists and leaves out what is not there', () => {
    expect(html`${[html`<b></b>`, undefined, false, html`<i></i>`]}${undefined}${false}${0}`.text).toBe(
      '<b></b><i></i>0',
    );
  });
});
