/** A file can not be served. The message says what is wrong with it and what to do. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';

  constructor(
    readonly file: string,
    readonly why: string,
  ) {
    super(`can not serve ${file}: ${why}`);
  }

  /** Something in the file contradicts itself. */
  static damaged(file: string, finding: string): UnusableFile {
    return new UnusableFile(
      file,
      `it is damaged (${finding}). Keep a copy of it and start from the newest backup; ` +
        'the command `check` lists all that is wrong with a file',
    );
  }
}
