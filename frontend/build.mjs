// Builds what Vliegwiel serves from the packages in package-lock.json. `--check` compares instead of writing.
import { readFile, writeFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import subset from "subset-font";
import { components, fonts, icons, own, tokens } from "./parts.mjs";
import { reachable } from "./tokens.mjs";

const here = import.meta.dirname;
const core = join(here, "..", "vliegwiel", "core");
const packages = join(here, "node_modules");
const text = (path) => readFile(path, "utf8");
const target = ["chrome109", "firefox115", "safari16"];
const outputs = new Map(); // path inside vliegwiel/core -> contents

const notice = `/*!
 * Vliegwiel: own styles, with component styles and design tokens of the NL Design System community
 * (Utrecht, candidate, Gemeente Den Haag, voorbeeld theme). Licensed under the EUPL-1.2.
 * Sources, versions and licences: frontend/LICENCES.md and frontend/package-lock.json.
 */
`;

// Pictures inside the CSS become files, so that the content security policy needs no "data:".
function picturesToFiles(css) {
  let count = 0;
  return css.replace(/url\("(data:image\/svg\+xml[^"]*)"\)/g, (_, address) => {
    const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
    let name = [...outputs].find(([path, body]) => path.startsWith("static/core/images/") && body === svg)?.[0];
    if (!name) outputs.set((name = `static/core/images/mark-${++count}.svg`), svg);
    return `url("${name.replace("static/core/", "")}")`;
  });
}

// Utrecht colours an untouched required field as wrong (:invalid). Ours is wrong when the server has said so.
function calm(css) {
  return css.replace(/:invalid\b/g, '[aria-invalid="true"]').replace(/\/\*# sourceMappingURL.*?\*\//g, "");
}

async function stylesheet() {
  const parts = await Promise.all(components.map((path) => text(join(packages, path))));
  const ours = await Promise.all(own.map((name) => text(join(here, "css", `${name}.css`))));
  const css = [...parts.map(calm), ...ours].join("\n");
  const theme = reachable(await text(join(packages, tokens)), css);
  const { code } = await transform(picturesToFiles(theme + css), { loader: "css", minify: true, target, legalComments: "none" });
  outputs.set("static/core/vliegwiel.css", notice + code);
}

async function script() {
  const result = await build({
    entryPoints: [join(here, "js", "core.js")], bundle: true, minify: true, write: false, format: "iife", target,
  });
  outputs.set("static/core/core.js", result.outputFiles[0].text);
  outputs.set("static/core/htmx.js", await text(join(packages, "htmx.org/dist/htmx.min.js")));
  const worker = await transform(await text(join(here, "js", "offline-worker.js")), { minify: true, target });
  outputs.set("static/core/offline-worker.js", worker.code);
}

async function letters() {
  const wanted = fonts.letters.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  for (const name of [...fonts.whole, ...fonts.cut]) {
    const file = `noto-sans-${name}-normal.woff2`;
    const font = await readFile(join(packages, "@fontsource/noto-sans/files", file));
    const kept = fonts.cut.includes(name)
      ? await subset(font, String.fromCodePoint(...wanted), { targetFormat: "woff2" })
      : font;
    outputs.set(`static/core/fonts/${file}`, kept);
  }
}

async function iconTemplate() {
  const shapes = await Promise.all(icons.map(async (name) => {
    const svg = await text(join(packages, "@tabler/icons/icons/outline", `${name}.svg`));
    const inside = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/<path stroke="none"[^>]*>/, "").replace(/\s*\n\s*/g, "");
    return `  "${name}": '${inside.replaceAll(" />", "/>")}',`;
  }));
  outputs.set("templates/core/icons.html", [
    "{# Tabler icons (MIT), written by frontend/build.mjs from frontend/parts.mjs: change the list there. #}",
    "{% set shapes = {", ...shapes, "} %}", "",
  ].join("\n"));
}

async function stale() {
  const wrong = [];
  for (const [path, body] of outputs) {
    const there = await readFile(join(core, path)).catch(() => null);
    if (!there || !there.equals(Buffer.from(body))) wrong.push(path);
  }
  return wrong;
}

async function write() {
  await rm(join(core, "static/core/images"), { recursive: true, force: true });
  for (const [path, body] of outputs) {
    await mkdir(dirname(join(core, path)), { recursive: true });
    await writeFile(join(core, path), body);
    console.log(path.padEnd(56), String(Buffer.byteLength(body)).padStart(8), String(gzipSync(body).length).padStart(7));
  }
}

await stylesheet();
await Promise.all([script(), letters(), iconTemplate()]);
if (process.argv.includes("--check")) {
  const wrong = await stale();
  if (wrong.length) console.error(`not built from these sources: ${wrong.join(", ")}; run "make assets"`);
  process.exitCode = wrong.length ? 1 : 0;
} else await write();
