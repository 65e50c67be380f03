import { withBrowser } from './with-browser';

jest.setTimeout(180_000);

describe('feedback in a browser', () => {
  const { visit } = withBrowser();

  const onPage = async () => {
    const { console } = await visit();
    await console.open('/payment-methods', 'Payment Methods');
    const box = console.page.getByRole('region', { name: 'Did you find this page helpful?' });
    return { console, box };
  };

  it("R43 the page's own messages: at least one item, at most 200 characters; then it is sent", async () => {
    const { console, box } = await onPage();
    await box.getByRole('button', { name: 'No' }).click();
    await box.getByRole('button', { name: 'OK' }).click();
    await console.says('Please complete at least one feedback item.');
    await box.getByLabel('Comment').fill('x'.repeat(201));
    await box.getByRole('button', { name: 'OK' }).click();
    await console.says('Content most length 200 character');
    await box.getByLabel('Comment').fill('   ');
    await box.getByRole('button', { name: 'OK' }).click();
    await console.says('Content is empty.');
    await box.getByLabel('Comment').fill('👍'.repeat(200));
    await box.getByText('Something is missing').click();
    await box.getByRole('button', { name: 'OK' }).click();
    await console.says('Thank you. Your feedback was sent.');
  });

  it('R43 what could not be sent stays in the form; Cancel sends nothing', async () => {
    const { console, box } = await onPage();
    const sent: string[] = [];
    console.page.on('request', (request) => {
      if (request.url().endsWith('/v1/feedback')) sent.push(request.method());
    });
    await console.page.route('**/v1/feedback', (route) => route.fulfill({ status: 422, body: '{}' }));
    await box.getByRole('button', { name: 'No' }).click();
    await box.getByText('Something is wrong').click();
    await box.getByLabel('Comment').fill('The number is cut off.');
    await box.getByRole('button', { name: 'OK' }).click();
    await console.says('Failed to submit the feedback. Please try again later.');
    await expect(box.getByLabel('Comment').inputValue()).resolves.toBe('The number is cut off.');
    await box.getByRole('button', { name: 'Cancel' }).click();
    expect(sent).toStrictEqual(['POST']);
  });
});
