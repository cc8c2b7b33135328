// The map of services: the boxes around one of them, in the columns and the order that the build worked out.
(() => {
  "use strict";

  const STEP_X = 250;
  const STEP_Y = 64;
  const place = document.querySelector(".itsm-map");
  const form = document.querySelector(".itsm-map__form");
  const key = document.querySelector(".itsm-map__key");
  const { boxes, lines } = JSON.parse(document.getElementById("itsm-map").textContent);
  const numbers = new Map(boxes.map(([ref], number) => [ref, number]));
  const above = boxes.map(() => []);
  const below = boxes.map(() => []);
  for (const [one, other] of lines) {
    below[one].push(other);
    above[other].push(one);
  }

  /**
   * The boxes some steps up (columns below 0) and some steps down from one, each in the column of its distance; what
   * only shares a neighbour with it is not among them.
   */
  function around(start, steps) {
    const found = new Map([[start, 0]]);
    for (const [ways, way] of [[above, -1], [below, 1]]) {
      let last = [start];
      for (let step = 1; step <= steps; step += 1) {
        last = last.flatMap((each) => ways[each]).filter((each) => !found.has(each));
        for (const each of last) found.set(each, way * step);
      }
    }
    return found;
  }

  /** Every box, in the column that the build worked out. */
  const everything = () => new Map(boxes.map((box, number) => [number, box[4]]));

  /** Places: column by column, the boxes of each one below the other, in the order that the build worked out. */
  function placed(shown) {
    const columns = new Map();
    for (const [number, column] of shown) {
      if (!columns.has(column)) columns.set(column, []);
      columns.get(column).push(number);
    }
    const places = new Map();
    [...columns.keys()].sort((a, b) => a - b).forEach((column, x) => {
      const inside = columns.get(column).sort((a, b) => boxes[a][5] - boxes[b][5] || a - b);
      inside.forEach((number, y) => places.set(number, {
        x: x * STEP_X, y: (y - (inside.length - 1) / 2) * STEP_Y,
      }));
    });
    return places;
  }

  const colour = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();

  function style() {
    const kinds = { objective: "plan", "business-process": "good", contract: "gold" };
    return [
      { selector: "node", style: {
        shape: "round-rectangle", width: 190, height: 44, label: "data(title)", "font-size": 13,
        "font-family": getComputedStyle(document.body).fontFamily, "text-wrap": "wrap", "text-max-width": 176,
        "text-valign": "center", "text-halign": "center", color: colour("--itsm-ink"),
        "background-color": colour("--itsm-raised"), "border-width": 1, "border-color": colour("--itsm-quiet"),
      } },
      ...Object.entries(kinds).map(([kind, name]) => ({ selector: `node[kind = "${kind}"]`, style: {
        color: colour(`--itsm-${name}`), "background-color": colour(`--itsm-${name}-paper`),
        "border-color": colour(`--itsm-${name}`),
      } })),
      { selector: 'node[kind = "ci"]', style: { shape: "rectangle" } },
      { selector: "node.start", style: {
        color: colour("--itsm-button-ink"), "background-color": colour("--itsm-button"), "font-weight": "bold",
      } },
      { selector: "edge", style: {
        width: 1.5, "line-color": colour("--itsm-quiet"), "target-arrow-color": colour("--itsm-quiet"),
        "target-arrow-shape": "triangle", "arrow-scale": 0.9, "curve-style": "bezier",
        "source-endpoint": "90deg", "target-endpoint": "270deg",
      } },
      { selector: "edge.soft", style: { "line-style": "dashed" } },
    ];
  }

  let map = null;

  function draw() {
    const start = numbers.get(`service:${form.elements.from.value}`);
    const steps = Number(form.elements.steps.value);
    const whole = start === undefined;
    const shown = whole ? everything() : around(start, steps);
    form.elements.steps.disabled = whole;
    const places = placed(shown);
    const wide = Math.max(...[...places.values()].map(({ x }) => x)) + STEP_X;
    const high = 2 * Math.max(...[...places.values()].map(({ y }) => Math.abs(y))) + 2 * STEP_Y;
    const scale = Math.min(1, place.clientWidth / wide);
    place.style.height = `${Math.min(720, Math.max(160, high * scale))}px`;
    const elements = [...places].map(([number, position]) => ({
      data: { id: `b${number}`, title: boxes[number][1], address: boxes[number][2], kind: boxes[number][3] },
      position,
      classes: number === start ? "start" : "",
    }));
    for (const [one, other, soft] of lines) {
      const seen = shown.has(one) && shown.has(other);
      if (seen && (whole || shown.get(other) - shown.get(one) === 1)) {
        elements.push({ data: { source: `b${one}`, target: `b${other}` }, classes: soft ? "soft" : "" });
      }
    }
    if (map) map.destroy();
    map = window.cytoscape({
      container: place, elements, style: style(), layout: { name: "preset", fit: true, padding: 20 },
      minZoom: 0.1, maxZoom: 1.2, userZoomingEnabled: false, autoungrabify: true, boxSelectionEnabled: false,
    });
    map.on("tap", "node", (event) => window.location.assign(event.target.data("address")));
    map.on("mouseover", "node", () => { place.style.cursor = "pointer"; });
    map.on("mouseout", "node", () => { place.style.cursor = ""; });
  }

  function remember() {
    const query = new URLSearchParams({ from: form.elements.from.value, steps: form.elements.steps.value });
    history.replaceState(null, "", `?${query}`);
    draw();
  }

  for (const part of [form, place, key]) part.hidden = false;
  const asked = new URLSearchParams(window.location.search);
  form.elements.from.value = asked.get("from") ?? form.dataset.start;
  if (form.elements.from.selectedIndex < 0) form.elements.from.value = form.dataset.start;
  if (["1", "2", "3"].includes(asked.get("steps"))) form.elements.steps.value = asked.get("steps");
  form.addEventListener("input", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  draw();
  // Colours follow those of the page.
  new MutationObserver(() => map.style(style())).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
})();
