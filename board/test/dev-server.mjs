// Shows the built page with made-up data: node test/dev-server.mjs [port]
import { fileURLToPath } from 'node:url';
import { fixtureData, startFixture } from './fixtures/server.mjs';

const { url } = await startFixture(fileURLToPath(new URL('../dist', import.meta.url)), fixtureData({ big: 25, trials: 10_000 }), Number(process.argv[2] ?? 0));
console.log(url);
