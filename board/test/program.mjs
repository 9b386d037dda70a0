// The program itself: searches, experiments and the Board's server, each in a process of its own.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const assembly = process.env.NASSHARP_CLI ?? fileURLToPath(new URL('../../src/NasSharp.Cli/bin/Release/net10.0/nasctl.dll', import.meta.url));

/** Starts nasctl; `ended` gives its exit code and what it wrote. */
export function start(root, ...args) {
  if (!existsSync(assembly)) throw new Error(`${assembly} is missing: build the program first (./build.sh build)`);
  const child = spawn('dotnet', [assembly, ...args], {
    cwd: root, env: { ...process.env, NASCTL_HOME: `${root}/experiments`, OMP_NUM_THREADS: '1', OMP_WAIT_POLICY: 'PASSIVE', DOTNET_gcServer: '0' }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', data => {
    text += data;
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', line => {
    text += `${line}\n`;
  });
  const ended = new Promise(done => child.on('close', code => done({ code, text })));
  return { child, lines, ended };
}

export async function run(root, ...args) {
  const { code, text } = await start(root, ...args).ended;
  if (code !== 0) throw new Error(`nasctl ${args.join(' ')} ended with ${code}:\n${text}`);
  return text;
}

/** The Board's server on a free port. */
export async function serve(root, ...args) {
  const program = start(root, 'board', root, '--port', '0', ...args);
  const url = await new Promise((found, failed) => {
    program.lines.on('line', line => {
      const match = /https?:\/\/\S+/.exec(line);
      if (match !== null) found(match[0].endsWith('/') ? match[0] : `${match[0]}/`);
    });
    void program.ended.then(({ code, text }) => failed(new Error(`nasctl board ended with ${code}:\n${text}`)));
  });
  return {
    url,
    stop: async () => {
      program.child.kill('SIGINT');
      return program.ended;
    },
  };
}
