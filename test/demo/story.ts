/** Prints the demo as a story that a newcomer can follow: headings, steps, and small tables. */
export interface Story {
  chapter(title: string): void;
  says(line: string): void;
  table(rows: readonly (readonly string[])[]): void;
}

export function storyOn(out: NodeJS.WritableStream): Story {
  const write = (line: string) => void out.write(`${line}\n`);
  return {
    chapter: (title) => write(`\n${title}\n${'─'.repeat(title.length)}`),
    says: (line) => write(`  ${line}`),
    table(rows) {
      const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
      for (const row of rows)
        write(
          `    ${row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join('  ')
            .trimEnd()}`,
        );
    },
  };
}
