import type Database from 'better-sqlite3';
import { isHiddenFromAll } from '../rules/stream-names';
import type { Names } from '../wire/event-encoder';

/** A name and what is often asked of it. */
interface Known {
  readonly name: string;
  readonly bytes: Buffer;
  readonly hidden: boolean;
}

/** More names than this are not kept in memory at once. */
const KEPT = 100_000;

/** The names of streams and types and their numbers in the database. */
export class NameTable implements Names {
  private readonly streams = new Map<number, Known>();
  private readonly types = new Map<number, Known>();
  private readonly typeIds = new Map<string, number>();
  private readonly statements;

  constructor(database: Database.Database) {
    const find = (sql: string) => database.prepare<[string | number], string | number>(sql).pluck();
    this.statements = {
      streamName: find('SELECT name FROM streams WHERE id = ?'),
      streamId: find('SELECT id FROM streams WHERE name = ?'),
      addStream: database.prepare<[string]>('INSERT INTO streams (name) VALUES (?)'),
      typeName: find('SELECT name FROM types WHERE id = ?'),
      typeId: find('SELECT id FROM types WHERE name = ?'),
      addType: database.prepare<[string]>('INSERT INTO types (name) VALUES (?)'),
    };
  }

  streamBytes(id: number): Buffer {
    return this.stream(id).bytes;
  }

  typeBytes(id: number): Buffer {
    return this.type(id).bytes;
  }

  /** The name of a stream by its number. */
  streamName(id: number): string {
    return this.stream(id).name;
  }

  /** The name of a type by its number. */
  typeName(id: number): string {
    return this.type(id).name;
  }

  /** Whether readers of `$all` must not see the events of this stream. */
  isHidden(id: number): boolean {
    return this.stream(id).hidden;
  }

  /** The number of a stream that has events. */
  streamId(name: string): number | undefined {
    return this.statements.streamId.get(name) as number | undefined;
  }

  /** Gives a new stream its number. */
  addStream(name: string): number {
    return Number(this.statements.addStream.run(name).lastInsertRowid);
  }

  /** The number of a type, a new one if it was never used. */
  typeId(name: string): number {
    const known = this.typeIds.get(name) ?? this.findType(name);
    if (this.typeIds.size >= KEPT) this.typeIds.clear();
    this.typeIds.set(name, known);
    return known;
  }

  /** Forgets what is in memory: the numbers of names whose transaction was rolled back are free again. */
  clear(): void {
    this.streams.clear();
    this.types.clear();
    this.typeIds.clear();
  }

  private findType(name: string): number {
    return Number(this.statements.typeId.get(name) ?? this.statements.addType.run(name).lastInsertRowid);
  }

  private stream(id: number): Known {
    return this.streams.get(id) ?? keep(this.streams, id, String(this.statements.streamName.get(id)));
  }

  private type(id: number): Known {
    return this.types.get(id) ?? keep(this.types, id, String(this.statements.typeName.get(id)));
  }
}

function keep(known: Map<number, Known>, id: number, name: string): Known {
  if (known.size >= KEPT) known.clear();
  const entry = { name, bytes: Buffer.from(name), hidden: isHiddenFromAll(name) };
  known.set(id, entry);
  return entry;
}
