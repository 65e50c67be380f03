import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileRates } from './file-rates';
import { httpRates } from './http-rates';
import type { ExchangeRates } from './port';

const table = { asOf: '2026-03-01T00:00:00Z', base: 'USD', source: 'spec', rates: { CLP: '945.5', KWD: 0.307 } };

function ratesContract(open: () => ExchangeRates): void {
  it('R3 answers the rate as decimal text with its source and time', async () => {
    expect(await open().rateTo('CLP')).toEqual({
      from: 'USD',
      to: 'CLP',
      rate: '945.5',
      asOf: table.asOf,
      source: 'spec',
    });
    expect((await open().rateTo('KWD'))?.rate).toBe('0.307');
  });
  it('one dollar is one dollar', async () => expect((await open().rateTo('USD'))?.rate).toBe('1'));
  it('says nothing of a currency it does not list', async () => expect(await open().rateTo('XTS')).toBeUndefined());
}

describe('rates from a file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onfile-rates-'));
    await writeFile(join(folder, 'rates.json'), JSON.stringify(table));
  });
  afterAll(() => rm(folder, { recursive: true }));
  ratesContract(() => fileRates(join(folder, 'rates.json')));

  it('refuses a table that is no table', async () => {
    await writeFile(join(folder, 'bad.json'), JSON.stringify({ ...table, rates: { CLP: '-1' } }));
    await expect(fileRates(join(folder, 'bad.json')).rateTo('CLP')).rejects.toThrow();
  });
});

describe('rates over HTTP', () => {
  let server: Server;
  let status = 200;
  let url: string;
  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(status).end(JSON.stringify(table)));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rates`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));
  ratesContract(() => httpRates({ url, apiKey: 'spec' }));

  it('is unreachable when the service has trouble', async () => {
    status = 500;
    await expect(httpRates({ url, apiKey: 'spec' }).rateTo('CLP')).rejects.toThrow('can not be reached');
  });
});
