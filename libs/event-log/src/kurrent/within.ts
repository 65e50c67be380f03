/** Something did not answer in its time; it may still be at work. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/** The answer of `work`, or `TookTooLong` after `ms`. `work` is not stopped by it. */
export async function within<Answer>(ms: number, work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
