/** Two plain pages: what is here, and what a person sees on the way back from the bank. No script, nothing from outside. */
const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body><main><h1>${title}</h1>
${body}
</main></body>
</html>
`;

/** What this process serves. */
export const landingPage = page(
  'Onfile',
  `<p>Credit cards on file.</p>
<ul>
<li><a href="/docs">The API, to read and to try</a></li>
<li><a href="/openapi.json">Its OpenAPI description</a></li>
<li><a href="/health/ready">Is it ready?</a></li>
<li><a href="/metrics">Figures</a></li>
</ul>`,
);

/** Where the bank's page leads back to. It says nothing of the outcome: the journey does, to its owner. */
export const returnedPage = page(
  'Back from your bank',
  `<p>You can close this page and go back to Complete Information.
Whether the card was added is shown there and in Historical Cards, as soon as your bank has told us.</p>`,
);
