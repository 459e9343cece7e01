// Keeps of the theme's tokens only those that the given CSS can reach.
const declaration = /^\s*(--[\w-]+):\s*(.*?);/;
const use = /var\(\s*(--[\w-]+)/g;

export function names(css) {
  return [...css.matchAll(use)].map((match) => match[1]);
}

export function reachable(theme, css) {
  const values = new Map();
  for (const line of theme.split("\n")) {
    const match = line.match(declaration);
    if (match) values.set(match[1], match[2]);
  }
  const kept = new Set();
  const queue = names(css);
  while (queue.length) {
    const name = queue.pop();
    if (kept.has(name) || !values.has(name)) continue;
    kept.add(name);
    queue.push(...names(values.get(name)));
  }
  const lines = [...values].filter(([name]) => kept.has(name)).map(([name, value]) => `${name}:${value};`);
  return `.voorbeeld-theme{${lines.join("\n")}}\n`;
}
