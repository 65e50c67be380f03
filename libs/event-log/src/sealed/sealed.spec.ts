import type { Sealed } from '@onfile/domain';
import { startPostgres, type TestPostgres } from '@onfile/testing/postgres';
import { randomBytes } from 'node:crypto';
import { memoryPersonalKeys, type PersonalKeys } from './personal-keys';
import { pgPersonalKeys } from './pg-personal-keys';
import { createSealer } from './sealer';

const kek = randomBytes(32).toString('base64');
const person = { name: 'Ana Pérez', street: '1 Calle Sur' };

describe('keys in memory', () => personalKeysContract(() => Promise.resolve(memoryPersonalKeys())));

describe('keys in PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  personalKeysContract(async () => pgPersonalKeys((await postgres.freshDatabase()).pool));

  it('two processes that start at once make one schema and one key', async () => {
    const { pool } = await postgres.freshDatabase();
    const sealers = Array.from({ length: 8 }, () => createSealer({ keys: pgPersonalKeys(pool), kek }));
    const sealed = await Promise.all(sealers.map((sealer) => sealer.seal('acc', person)));
    for (const text of sealed) expect(await sealers[0]!.unseal('acc', text)).toStrictEqual(person);
    expect((await pool.query('select count(*)::int as keys from personal_keys.keys')).rows).toStrictEqual([
      { keys: 1 },
    ]);
  });

  it('X11 a forgotten person leaves no key behind, and the account is known to be forgotten', async () => {
    const { pool } = await postgres.freshDatabase();
    const sealer = createSealer({ keys: pgPersonalKeys(pool), kek });
    await sealer.seal('acc', person);
    await sealer.forget('acc');
    await sealer.forget('acc');
    const { rows } = await pool.query('select wrapped, destroyed_at is not null as destroyed from personal_keys.keys');
    expect(rows).toStrictEqual([{ wrapped: null, destroyed: true }]);
  });
});

describe('sealing', () => {
  const sealer = createSealer({ keys: memoryPersonalKeys(), kek });

  it('S15 takes another nonce each time: equal fields are not equal when sealed', async () => {
    const sealed = await Promise.all(Array.from({ length: 200 }, () => sealer.seal('acc', person)));
    expect(new Set(sealed).size).toBe(200);
  });

  it('S1 leaves nothing readable', async () => {
    const sealed = await sealer.seal('acc', person);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('Calle');
  });

  it('S16 refuses a flipped bit anywhere', async () => {
    const sealed = await sealer.seal('acc', { a: 'b' });
    const bytes = Buffer.from(sealed.slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      await expect(sealer.unseal('acc', `s1.${changed.toString('base64url')}` as Sealed)).rejects.toThrow();
    }
  });

  it('S16 opens nothing for another account, and nothing of another form', async () => {
    const keys = memoryPersonalKeys();
    const one = createSealer({ keys, kek });
    const sealed = await one.seal('acc', person);
    await one.seal('other', person);
    await expect(one.unseal('other', sealed)).rejects.toThrow();
    await expect(one.unseal('acc', `s9.${sealed.slice(3)}` as Sealed)).rejects.toThrow('form');
    await expect(
      createSealer({ keys, kek: randomBytes(32).toString('base64') }).unseal('acc', sealed),
    ).rejects.toThrow();
    await expect(one.unseal('nobody', sealed)).rejects.toThrow('not in the store');
  });

  it('takes no short key', () => {
    expect(() => createSealer({ keys: memoryPersonalKeys(), kek: 'c2hvcnQ=' })).toThrow(RangeError);
  });
});

/** What every store of keys must do. */
function personalKeysContract(fresh: () => Promise<PersonalKeys>): void {
  it('opens what it sealed, and keeps one key an account', async () => {
    const sealer = createSealer({ keys: await fresh(), kek });
    const [first, second] = [await sealer.seal('acc', person), await sealer.seal('acc', { city: 'Talca' })];
    expect(await sealer.unseal('acc', first)).toStrictEqual(person);
    expect(await sealer.unseal('acc', second)).toStrictEqual({ city: 'Talca' });
  });

  it('X11 forgets for good: nothing opens any more, nothing new is sealed, others stay', async () => {
    const sealer = createSealer({ keys: await fresh(), kek });
    const [gone, kept] = [await sealer.seal('gone', person), await sealer.seal('kept', person)];
    await sealer.forget('gone');
    expect(await sealer.unseal('gone', gone)).toBe('forgotten');
    await expect(sealer.seal('gone', person)).rejects.toThrow('forgotten');
    expect(await sealer.unseal('kept', kept)).toStrictEqual(person);
  });

  it('X11 forgets an account that never had a key, so that it never gets one', async () => {
    const sealer = createSealer({ keys: await fresh(), kek });
    await sealer.forget('never');
    await expect(sealer.seal('never', person)).rejects.toThrow('forgotten');
  });
}
