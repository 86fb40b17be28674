// Gives the built files their hashed names, writes index.html around them and puts brotli and gzip beside each.
//   pack.mjs pack STAGE DIST MODE      pack.mjs size DIST BUDGET_KB
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const web = dirname(fileURLToPath(import.meta.url));
const [verb, ...args] = process.argv.slice(2);

if (verb === 'pack') await pack(...args);
else size(...args);

async function pack(stage, dist, mode) {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const write = (name, content) => {
    writeFileSync(join(dist, name), content);
    if (mode === 'dev') return;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(content, { params }));
    writeFileSync(join(dist, `${name}.gz`), gzipSync(content, { level: 9 }));
  };
  const hashed = (stem, extension, content) => {
    const name = `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;
    write(name, content);
    return `/${name}`;
  };

  const wasm = hashed('app_bg', 'wasm', readFileSync(join(stage, 'app_bg.wasm')));
  const css = hashed('app', 'css', readFileSync(join(stage, 'app.css')));
  const icon = hashed('icon', 'svg', readFileSync(join(web, 'icon.svg')));
  const js = hashed('app', 'js', await script(stage, wasm, mode));
  const html = readFileSync(join(web, 'index.html'), 'utf8')
    .replaceAll('{{wasm}}', wasm).replaceAll('{{css}}', css).replaceAll('{{icon}}', icon).replaceAll('{{js}}', js)
    .replaceAll('\n', '');
  write('index.html', Buffer.from(html));
}

// The glue that wasm-bindgen wrote, told where the module lies.
async function script(stage, wasm, mode) {
  const { build } = await import('esbuild');
  const contents = `import init from './app.js'; init({ module_or_path: '${wasm}' });`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: stage }, bundle: true, format: 'esm', minify: mode === 'web', write: false, target: 'es2022',
    logLevel: 'error', define: { 'import.meta.url': '"/"' },
  });
  return Buffer.from(outputFiles[0].contents);
}

function size(dist, budget) {
  const files = readdirSync(dist).filter((name) => name.endsWith('.br')).sort();
  if (files.length === 0) throw new Error('nothing is built; run scripts/build-web.sh first');
  let sum = 0;
  for (const name of files) {
    const bytes = statSync(join(dist, name)).size;
    sum += bytes;
    console.log(`${(bytes / 1000).toFixed(1).padStart(8)} kB  ${name.replace(/\.br$/, '')}`);
  }
  console.log(`${(sum / 1000).toFixed(1).padStart(8)} kB  first visit to a plan, brotli (aim 200, limit ${budget})`);
  if (sum > Number(budget) * 1000) process.exit(1);
}
