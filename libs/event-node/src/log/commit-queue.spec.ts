import Database from 'better-sqlite3';
import { CommitQueue, WriteFailed } from './commit-queue';

/** A queue on a table of numbers, and what was told of it. */
function queueOn() {
  const database = new Database(':memory:');
  database.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY)');
  const told: string[] = [];
  const queue = new CommitQueue(database, {
    committed: (writes) => told.push(`committed ${writes}`),
    rolledBack: () => told.push('rolled back'),
    broken: () => told.push('broken'),
  });
  const insert = database.prepare('INSERT INTO numbers VALUES (?)');
  const add = (number: number): Promise<number> =>
    queue.submit(1, () => {
      insert.run(number);
      return number;
    });
  return { database, queue, told, add, numbers: () => database.prepare('SELECT number FROM numbers').pluck().all() };
}

describe('group commit', () => {
  it('puts all writes that wait into one transaction, in their order', async () => {
    const { add, told, numbers } = queueOn();
    expect(await Promise.all([add(3), add(1), add(2)])).toEqual([3, 1, 2]);
    expect(told).toEqual(['committed 3']);
    expect(numbers()).toEqual([1, 2, 3]);
  });

  it('does nothing of a transaction that fails, says so to every write, and goes on', async () => {
    const { add, told, numbers } = queueOn();
    const results = await Promise.allSettled([add(1), add(1), add(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(results[0]).toHaveProperty('reason', expect.any(WriteFailed));
    expect(numbers()).toEqual([]);
    expect(await add(5)).toBe(5);
    expect(told).toEqual(['rolled back', 'committed 1']);
  });

  it('takes a bounded number of writes at once', async () => {
    const { add, told } = queueOn();
    await Promise.all(Array.from({ length: 2_500 }, (_, number) => add(number)));
    expect(told).toEqual(['committed 1000', 'committed 1000', 'committed 500']);
  });

  it('waits for all that was asked for', async () => {
    const { add, queue, numbers } = queueOn();
    const writes = [add(1), add(2)];
    await queue.drained();
    expect(numbers()).toEqual([1, 2]);
    await Promise.all(writes);
    await queue.drained();
  });

  it('refuses all once the memory can not be brought back to what is on disk', async () => {
    const { database, add, told } = queueOn();
    const queue = new CommitQueue(database, {
      committed: () => undefined,
      rolledBack: () => {
        throw new Error('can not read');
      },
      broken: () => told.push('broken'),
    });
    const failing = queue.submit(1, () => {
      throw new Error('disk');
    });
    await expect(failing).rejects.toThrow(WriteFailed);
    await expect(queue.submit(1, () => 1)).rejects.toThrow('can not read');
    expect(told).toEqual(['broken']);
    expect(await add(1)).toBe(1);
  });
});
