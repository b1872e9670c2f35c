import { startFormServer } from './start-server.ts';

const server = await startFormServer();
console.log(`${server.url}/  (Ctrl+C ends it)`);
process.once('SIGINT', () => void server.close());
