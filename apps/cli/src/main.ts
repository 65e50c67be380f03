import { runOnfile } from './program';

void runOnfile(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
