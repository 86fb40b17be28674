// Gives the built files their hashed names, writes index.html around them and puts brotli and gzip beside each.
//   pack.mjs pack STAGE DIST MODE      pack.mjs size DIST BUDGET_KB PAGE_BUDGET_KB
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
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(content, { params }));
    writeFileSync(join(dist, `${name}.gz`), gzipSync(content, { level: 9 }));
  };
  const hashed = (stem, extension, content) => {
    const name = `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;
    write(name, content);
    return `/${name}`;
  };

  if (mode === 'web') shorten(join(stage, 'app_bg.wasm'), join(stage, 'app.js'));
  const parts = join(stage, 'parts');
  const part = (file) => hashed(file.replace(/\.wasm$/, '').replace(/^split_/, 'part_'), 'wasm', readFileSync(join(parts, file)));
  const loader = readFileSync(join(parts, '__wasm_split.js'), 'utf8')
    .replaceAll(/new URL\("\.\/([^"]+\.wasm)", import\.meta\.url\)/g, (_, file) => JSON.stringify(part(file)));
  const files = JSON.stringify(filesOf(loader));
  writeFileSync(join(dirname(dist), 'parts.json'), files);
  writeFileSync(join(stage, '__wasm_split.js'), lateLoader(loader, hashed('parts', 'json', files)));

  const wasm = hashed('app_bg', 'wasm', readFileSync(join(stage, 'app_bg.wasm')));
  // The parts' style sheet is fetched with the first part that is shown, and that part waits for it.
  const late = hashed('late', 'css', readFileSync(join(stage, 'late.css')));
  const js = hashed('app', 'js', await script(`${lateStyle(late)} import start from './app.js'; start({ module_or_path: ${JSON.stringify(wasm)} });`, stage, mode));
  const css = hashed('app', 'css', readFileSync(join(stage, 'app.css')));
  const icon = hashed('icon', 'svg', readFileSync(join(web, 'icon.svg')));
  const html = readFileSync(join(web, 'index.html'), 'utf8')
    .replaceAll('{{css}}', css).replaceAll('{{icon}}', icon).replaceAll('{{js}}', js).replaceAll('{{wasm}}', wasm).replaceAll('\n', '');
  write('index.html', Buffer.from(html));
}

// The splitter's own loader names every file of every part; ours reads them from a table of its own when the first part is wanted, so that a first visit
// does not carry it. How a part is put beside the module is left to the splitter's code.
function lateLoader(loader, table) {
  if (/, \[[^\]]+\]\);\n(?:\/\*|const)/.test(loader.slice(0, loader.indexOf('export const')))) throw new Error('a shared file needs another; the loader does not know of that');
  const head = loader.slice(0, loader.indexOf('function makeLoad'));
  const names = [...loader.matchAll(/export const (__wasm_split_load_(\w+)) =/g)];
  return `${head}
let table;
const there = new Map();
const again = (kept, forget) => (kept.catch(forget), kept);
const own = async (source) => WebAssembly.instantiateStreaming(await source, getSharedImports());
const load = (file) => there.get(file) ?? (there.set(file, again(own(fetch('/' + file)), () => there.delete(file))), there.get(file));
const part = (name) => wrapAsyncCb(async () => {
  table ??= again(fetch(${JSON.stringify(table)}).then((answer) => answer.json()), () => (table = undefined));
  const [file, ...shared] = (await table)[name];
  if (there.has(file)) return there.get(file);
  const source = fetch('/' + file);
  source.catch(() => {});
  there.set(file, again(Promise.all(shared.map(load)).then(() => own(source)), () => there.delete(file)));
  return there.get(file);
});
${names.map(([, name, word]) => `export const ${name} = part('${word}');`).join('\n')}
`;
}

// The function that the app calls for the parts' style sheet, see `late.rs`.
function lateStyle(file) {
  return `let late; globalThis.lateStyle = () => late ??= new Promise((done) => {
    const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = ${JSON.stringify(file)}; link.onload = link.onerror = done; document.head.append(link); });`;
}

// Gives what the module imports from the script short names in both: the long ones carry a hash each, which does not compress.
function shorten(wasmFile, scriptFile) {
  const wasm = readFileSync(wasmFile);
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    return wasm.toString('utf8', at, (at += length));
  };
  const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(Math.floor(value / 128))]);
  const named = (name) => Buffer.from([...leb(Buffer.byteLength(name)), ...Buffer.from(name)]);

  while (wasm[at] !== 2) { at++; const length = number(); at += length; }
  const begin = at++;
  const length = number();
  const end = at + length;
  const count = number();
  const short = new Map();
  const imports = [Buffer.from(leb(count))];
  for (let i = 0; i < count; i++) {
    const [module, name] = [text(), text()];
    if (/^__(wbg|wbindgen)_\w+$/.test(name) && !short.has(name)) short.set(name, `_${short.size.toString(36)}_`);
    const from = at;
    const kind = wasm[at++];
    if (kind !== 0) throw new Error(`the import ${name} is no function`);
    number();
    imports.push(named(module), named(short.get(name) ?? name), wasm.subarray(from, at));
  }
  if (at !== end) throw new Error('the imports of the module could not be read');
  const section = Buffer.concat(imports);
  writeFileSync(wasmFile, Buffer.concat([wasm.subarray(0, begin), Buffer.from([2, ...leb(section.length)]), section, wasm.subarray(end)]));
  const script = readFileSync(scriptFile, 'utf8').replace(/\b__(?:wbg|wbindgen)_\w+\b/g, (name) => short.get(name) ?? name);
  writeFileSync(scriptFile, script);
}

// The files that each part needs, its own and those it shares, read from the loader.
function filesOf(loader) {
  const chunks = Object.fromEntries([...loader.matchAll(/const (__chunk_\d+) = makeLoad\(\(\) => \{\s*const src = fetch\("\/([^"]+)"/g)].map(([, name, file]) => [name, file]));
  const found = loader.matchAll(/export const __wasm_split_load_(\w+) = wrapAsyncCb\(makeLoad\(([\s\S]*?), \[([^\]]*)\]\)\)/g);
  return Object.fromEntries([...found].map(([, name, own, shared]) => {
    const files = [...own.matchAll(/fetch\("\/([^"]+)"/g)].map(([, file]) => file);
    return [name, [...files, ...shared.split(', ').filter(Boolean).map((chunk) => chunks[chunk])]];
  }));
}

// One file of all scripts; where the module lies is said by the line that starts it.
async function script(contents, stage, mode) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: stage }, bundle: true, format: 'esm', minify: mode === 'web', write: false, target: 'es2022',
    logLevel: 'error', define: { 'import.meta.url': '"/"' },
  });
  return Buffer.from(outputFiles[0].contents);
}

function size(dist, budget, pageBudget) {
  const built = readdirSync(dist).filter((name) => name.endsWith('.br'));
  if (built.length === 0) throw new Error('nothing is built; run scripts/build-web.sh first');
  const bytes = (name) => statSync(join(dist, `${name}.br`)).size;
  const sum = (names) => names.reduce((all, name) => all + bytes(name), 0);
  const kB = (number) => `${(number / 1000).toFixed(1).padStart(8)} kB`;

  // The page, and all it names; the plan is in these files. That a visit loads no others is seen by the browser test `first-load`.
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const first = ['index.html', ...[...new Set([...html.matchAll(/(?:src|href)="\/([^"/]+\.[a-z]+)"/g)].map(([, name]) => name))].sort()];
  for (const name of first) console.log(`${kB(bytes(name))}  ${name}`);
  console.log(`${kB(sum(first))}  first visit to a plan, brotli (aim 200, limit ${budget})`);

  const style = readdirSync(dist).filter((name) => /^late-\w+\.css$/.test(name));
  console.log(`${kB(sum(style))}  more for the first part, whichever it is`);
  let largest = 0;
  for (const [part, files] of Object.entries(JSON.parse(readFileSync(join(dirname(dist), 'parts.json'), 'utf8'))).sort()) {
    console.log(`${kB(sum(files))}  more for ${part} (${files.length} files)`);
    largest = Math.max(largest, sum(files) + sum(style));
  }
  console.log(`${kB(sum(first) + largest)}  first visit to the largest of the other pages (limit ${pageBudget})`);
  if (sum(first) > budget * 1000 || sum(first) + largest > pageBudget * 1000) process.exit(1);
}
