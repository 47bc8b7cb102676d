import { generateCommand } from '../sample/fictional/write-folder.ts';

// npm run generate -- --folder FOLDER [--scale 1] [--seed 20261122]: writes the fictional province as a data folder.
for (const line of generateCommand(process.argv.slice(2))) process.stdout.write(`${line}\n`);
