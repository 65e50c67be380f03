/** In the header of every file of this node: "ofen". */
export const APPLICATION_ID = 0x6f66656e;
/** Of the tables below. A file of another version is refused. */
export const SCHEMA_VERSION = 1;

/**
 * Wide columns last, so that reading the narrow ones never touches their overflow pages. There is no index on ids: the
 * newest ones are kept in memory (section 16). A label block holds the numbers of stream and type of many events in a row,
 * see `LabelIndex`.
 */
export const SCHEMA = `
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL REFERENCES streams (id),
    revision INTEGER NOT NULL,
    id BLOB NOT NULL,
    type INTEGER NOT NULL REFERENCES types (id),
    json INTEGER NOT NULL,
    created INTEGER NOT NULL,
    metadata BLOB NOT NULL,
    data BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX events_by_stream ON events (stream, revision);
  CREATE TABLE label_blocks (first INTEGER PRIMARY KEY, labels BLOB NOT NULL) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
