// Gives the built files their hashed names, writes index.html around them and puts brotli and gzip beside each.
//   pack.mjs pack STAGE DIST MODE      pack.mjs size DIST BUDGET_KB
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

  // The whole app, and the build with a buyer's pages only; while working there is only the whole.
  const bundles = {};
  for (const name of ['app', 'plan'].filter((name) => existsSync(join(stage, `${name}_bg.wasm`)))) {
    const wasm = hashed(`${name}_bg`, 'wasm', readFileSync(join(stage, `${name}_bg.wasm`)));
    bundles[name] = { wasm, js: hashed(name, 'js', await script(`export { default } from './${name}.js';`, stage, mode)) };
  }
  const css = hashed('app', 'css', readFileSync(join(stage, 'app.css')));
  const icon = hashed('icon', 'svg', readFileSync(join(web, 'icon.svg')));
  const boot = hashed('boot', 'js', await script(start(bundles), stage, mode));
  const html = readFileSync(join(web, 'index.html'), 'utf8')
    .replaceAll('{{css}}', css).replaceAll('{{icon}}', icon).replaceAll('{{boot}}', boot).replaceAll('\n', '');
  write('index.html', Buffer.from(html));
}

// Chooses the build by the page's path and fetches both of its files at once.
function start({ app, plan = app }) {
  return `
    const { js, wasm } = /^\\/(plans|join)(\\/|$)/.test(location.pathname) ? ${JSON.stringify(plan)} : ${JSON.stringify(app)};
    const module_or_path = fetch(wasm, { credentials: 'same-origin' });
    import(js).then((glue) => glue.default({ module_or_path }));`;
}

// A script of one file; the glue that wasm-bindgen wrote is told where its module lies by whoever starts it.
async function script(contents, stage, mode) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: stage }, bundle: true, format: 'esm', minify: mode === 'web', write: false, target: 'es2022',
    logLevel: 'error', define: { 'import.meta.url': '"/"' },
  });
  return Buffer.from(outputFiles[0].contents);
}

function size(dist, budget) {
  // Not what only the other pages load.
  const files = readdirSync(dist).filter((name) => name.endsWith('.br') && !/^app(_bg)?-.*\.(js|wasm)\.br$/.test(name)).sort();
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
