// What pages do beyond showing: say whether somebody is there now, find, filter, explain words.
// Everything works without it, less conveniently. Nothing is asked of any other site.
(() => {
  "use strict";

  // --- Time ---------------------------------------------------------------------------------------------------

  const MINUTE = 60000;
  const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const formats = new Map();

  /** The date, weekday (0 is Monday) and minute of the day that a clock in a time zone shows. */
  function onClock(zone, time) {
    if (!formats.has(zone)) {
      formats.set(zone, new Intl.DateTimeFormat("en-CA", {
        timeZone: zone, hourCycle: "h23",
        year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
      }));
    }
    const parts = {};
    for (const part of formats.get(zone).formatToParts(time)) parts[part.type] = part.value;
    const date = `${parts.year}-${parts.month}-${parts.day}`;
    const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
    return { date, weekday, minute: Number(parts.hour) * 60 + Number(parts.minute) };
  }

  function dayAfter(date, days) {
    const moved = new Date(`${date}T00:00:00Z`);
    moved.setUTCDate(moved.getUTCDate() + days);
    return moved.toISOString().slice(0, 10);
  }

  const two = (number) => String(number).padStart(2, "0");
  const clock = (minute) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;

  function periods(hours, date) {
    const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
    return hours.days[date] || hours.week[weekday];
  }

  /** Until when a period goes on, over midnight where the next day begins with one. */
  function closing(hours, date, end) {
    let day = date;
    let minute = end;
    for (let step = 0; minute >= 1440 && step < 8; step += 1) {
      day = dayAfter(day, 1);
      const next = periods(hours, day).find(([start]) => start <= 0);
      if (!next) return { day, minute: 0 };
      minute = next[1];
    }
    return minute >= 1440 ? null : { day, minute };
  }

  /** What to say of hours at a moment: whether it is open, and until or from when. */
  function state(hours, time) {
    if (hours.always) return { open: true, text: "Open now, day and night" };
    const now = onClock(hours.zone, time);
    const current = periods(hours, now.date).find(([start, end]) => start <= now.minute && now.minute < end);
    if (current) {
      const end = closing(hours, now.date, current[1]);
      if (!end) return { open: true, text: "Open now" };
      const when = end.day === now.date || (end.minute === 0 && end.day === dayAfter(now.date, 1));
      const until = end.minute === 0 && when ? "midnight" : clock(end.minute);
      return { open: true, text: `Open now, until ${until}${when ? "" : ` ${dayName(now.date, end.day)}`}` };
    }
    for (let step = 0; step < 60; step += 1) {
      const date = dayAfter(now.date, step);
      const next = periods(hours, date).find(([start]) => step > 0 || start > now.minute);
      if (next) return { open: false, text: `Closed now, opens ${dayName(now.date, date)}${clock(next[0])}` };
    }
    return { open: false, text: "Closed now" };
  }

  function dayName(today, date) {
    if (date === today) return "at ";
    if (date === dayAfter(today, 1)) return "tomorrow at ";
    const days = Math.round((new Date(`${date}T00:00:00Z`) - new Date(`${today}T00:00:00Z`)) / (1440 * MINUTE));
    const weekday = DAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
    return days < 7 ? `on ${weekday} at ` : `on ${Number(date.slice(8))}/${Number(date.slice(5, 7))} at `;
  }

  function showHours() {
    const time = new Date();
    for (const place of document.querySelectorAll("[data-hours]")) {
      const hours = JSON.parse(place.dataset.hours);
      const { open, text } = state(hours, time);
      let shown = place.querySelector(".itsm-open__state");
      if (!shown) {
        shown = document.createElement("strong");
        place.prepend(shown);
        if (hours.always) place.querySelector(".itsm-open__hours").classList.add("itsm-hidden");
      }
      shown.className = `itsm-open__state${open ? " is-open" : ""}`;
      shown.textContent = text;
    }
    for (const table of document.querySelectorAll("table[data-zone]")) {
      const { weekday } = onClock(table.dataset.zone, time);
      for (const row of table.querySelectorAll("[data-day]")) {
        if (Number(row.dataset.day) === weekday + 1) row.setAttribute("aria-current", "date");
        else row.removeAttribute("aria-current");
      }
    }
    for (const item of document.querySelectorAll("[data-until]")) {
      item.hidden = Number(item.dataset.until) * MINUTE <= time.getTime();
    }
  }

  // --- Search -------------------------------------------------------------------------------------------------

  const WORD = /[\p{L}\p{N}]+/gu;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).match(WORD) || [];
  const indexes = new Map();

  function load(address) {
    if (!indexes.has(address)) {
      // A site that is read from disk brings the entries along as a script.
      const entries = window.itsmSearch
        ? Promise.resolve(window.itsmSearch.map((entry) => ({ ...entry, url: entry.url.replace(/\/(?=#|$)/, "/index.html") })))
        : fetch(address).then((answer) => answer.json());
      indexes.set(address, entries.then((found) => found.map((entry) => ({
        ...entry,
        fields: [[8, [entry.title]], [5, entry.needs || []], [4, entry.names || []], [1, [entry.text || ""]]]
          .map(([weight, texts]) => [weight, texts.map(wordsOf)]),
      }))));
    }
    return indexes.get(address);
  }

  const SMALL = new Set(["a", "an", "the", "i", "my", "to", "for", "of", "in", "is", "it", "need", "want", "do", "does", "not", "and", "or", "on", "at", "with"]);

  /** How well an entry answers: every word must be somewhere; whole words count twice what beginnings do. */
  function score(entry, asked) {
    let sum = 0;
    for (const word of asked) {
      let best = 0;
      for (const [weight, texts] of entry.fields) {
        for (const text of texts) {
          for (const found of text) {
            if (found === word) best = Math.max(best, 2 * weight);
            else if (found.startsWith(word)) best = Math.max(best, weight);
          }
        }
      }
      if (!best) return 0;
      sum += best;
    }
    return sum / (1 + (entry.rank || 0) / 8);
  }

  function search(entries, text) {
    const all = wordsOf(text);
    const telling = all.filter((word) => !SMALL.has(word));
    const asked = telling.length ? telling : all;
    if (!asked.length) return [];
    return entries
      .map((entry) => ({ entry, points: score(entry, asked) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points || a.entry.title.localeCompare(b.entry.title))
      .map(({ entry }) => entry);
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function findOnHome(form) {
    const input = form.querySelector("input");
    const results = form.querySelector(".itsm-find__results");
    const show = async () => {
      const text = input.value;
      const found = text.trim() ? search(await load(form.dataset.index), text).slice(0, 7) : [];
      if (text !== input.value) return;
      results.replaceChildren();
      if (!text.trim()) return;
      if (!found.length) {
        results.append(element("p", "Nothing fits. Try another word, or call us."));
        return;
      }
      const list = element("ul");
      for (const entry of found) {
        const link = element("a");
        link.href = form.dataset.base + entry.url;
        link.append(element("strong", entry.title));
        if (entry.kind) link.append(" ", element("span", entry.kind, "itsm-pill"));
        if (entry.text) link.append(element("p", entry.text, "itsm-quiet"));
        const item = element("li");
        item.append(link);
        list.append(item);
      }
      results.append(list);
    };
    input.addEventListener("input", show);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const found = search(await load(form.dataset.index), input.value);
      if (found.length) window.location.assign(form.dataset.base + found[0].url);
      else show();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [input, ...results.querySelectorAll("a")];
      const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (stops[next]) {
        event.preventDefault();
        stops[next].focus();
      }
    });
    if (input.value) show();
  }

  /** The search over the texts of a large site; its index comes piece by piece, as words are typed. */
  function findInAll(form) {
    const input = form.querySelector("input");
    const results = form.querySelector(".itsm-find__results");
    const address = new URL(form.dataset.pagefind, window.location.href).href;
    const show = async () => {
      const text = input.value.trim();
      const search = text ? await (await import(address)).debouncedSearch(text) : { results: [] };
      if (!search || text !== input.value.trim()) return;
      const found = await Promise.all(search.results.slice(0, 20).map((each) => each.data()));
      if (text !== input.value.trim()) return;
      const list = element("ul");
      for (const { url, meta, plain_excerpt: excerpt } of found) {
        const link = element("a");
        link.href = url;
        link.append(element("strong", meta.title), element("p", excerpt, "itsm-quiet"));
        const item = element("li");
        item.append(link);
        list.append(item);
      }
      if (found.length) results.replaceChildren(list);
      else results.replaceChildren(...(text ? [element("p", "Nothing fits. Try another word.")] : []));
    };
    input.addEventListener("input", show);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show();
    });
    input.value = new URLSearchParams(window.location.search).get("find") || input.value;
    if (input.value) show();
  }

  // --- Filters ------------------------------------------------------------------------------------------------

  const by = (card, name) => card.getAttribute(`data-by-${name}`) || "";

  function filterList(form) {
    const fields = [...form.querySelectorAll("select, input")];
    const cards = [...document.querySelectorAll("[data-list] > li")];
    const count = document.querySelector("[data-count]");
    const nothing = document.querySelector("[data-nothing]");
    const list = document.querySelector("[data-list]");
    const asked = new URLSearchParams(window.location.search);
    for (const field of fields) if (asked.has(field.name)) field.value = asked.get(field.name);

    const apply = async (remember) => {
      const chosen = new URLSearchParams();
      for (const field of fields) if (field.value) chosen.set(field.name, field.value);
      if (remember) {
        const query = chosen.toString();
        history.replaceState(null, "", query ? `?${query}` : window.location.pathname);
      }
      let order = null;
      if (chosen.get("find")) {
        const entries = search(await load(form.dataset.index), chosen.get("find"));
        const pageOf = (entry) => entry.url.replace(/#.*/, "").replace("index.html", "");
        order = new Map(entries.map((entry, place) => [pageOf(entry), place]).reverse());
      }
      const base = new URL(form.dataset.base, window.location.href).href;
      let shown = 0;
      for (const card of cards) {
        const address = card.querySelector("a").href.slice(base.length).replace("index.html", "");
        const fits = [...chosen].every(([name, value]) => (
          name === "find" ? order.has(address) : by(card, name) === value || by(card, name).split(" ").includes(value)
        ));
        card.hidden = !fits;
        card.style.order = order ? order.get(address) : "";
        if (fits) shown += 1;
      }
      if (order) {
        list.append(...[...cards].sort((a, b) => (Number(a.style.order) || 0) - (Number(b.style.order) || 0)));
      } else {
        list.append(...cards);
      }
      count.textContent = shown === 1 ? "1 service" : `${shown} services`;
      nothing.hidden = shown > 0;
    };
    form.addEventListener("input", () => apply(true));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      apply(true);
    });
    form.addEventListener("reset", () => setTimeout(() => {
      for (const field of fields) field.value = "";
      apply(true);
    }));
    if ([...asked].length) apply(false);
  }

  // --- Words and their meaning --------------------------------------------------------------------------------

  let tip = null;

  function hideTip() {
    if (!tip) return;
    tip.owner.removeAttribute("aria-describedby");
    tip.remove();
    tip = null;
  }

  function showTip(link) {
    if (tip && tip.owner === link) return;
    hideTip();
    tip = element("div", link.dataset.meaning, "itsm-tip");
    tip.id = "itsm-tip";
    tip.setAttribute("role", "tooltip");
    tip.owner = link;
    document.body.append(tip);
    const box = link.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, left) + window.scrollX}px`;
    const below = box.bottom + tip.offsetHeight + 6 < window.innerHeight;
    tip.style.top = `${(below ? box.bottom + 4 : box.top - tip.offsetHeight - 4) + window.scrollY}px`;
    link.setAttribute("aria-describedby", tip.id);
  }

  function explainWords() {
    const term = (event) => event.target instanceof Element && event.target.closest("a[data-meaning]");
    document.addEventListener("mouseover", (event) => {
      const link = term(event);
      if (link) showTip(link);
      else if (!(tip && tip.contains(event.target))) hideTip();
    });
    document.addEventListener("focusin", (event) => (term(event) ? showTip(term(event)) : hideTip()));
    document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
  }

  // --- Where one is -------------------------------------------------------------------------------------------

  function markTab() {
    if (document.querySelector(".md-tabs__item--active")) return;
    const steps = [...document.querySelectorAll(".itsm-crumbs a")].map((link) => link.pathname);
    const business = /^\/?(services|topics|agreements|reports|stakeholders|glossary|calendars|organisation)\b/;
    for (const tab of document.querySelectorAll(".md-tabs__link")) {
      if (steps.slice(1).includes(tab.pathname)) mark(tab);
    }
    if (document.querySelector(".md-tabs__item--active") || steps.length < 2) return;
    const root = new URL(document.querySelector(".md-logo").href).pathname.replace("index.html", "");
    const path = window.location.pathname.slice(root.length);
    const wanted = business.test(path) ? "services/" : "how-it-works/";
    for (const tab of document.querySelectorAll(".md-tabs__link")) {
      if (tab.pathname.slice(root.length).replace("index.html", "") === wanted) mark(tab);
    }
  }

  function mark(tab) {
    tab.parentElement.classList.add("md-tabs__item--active");
    tab.setAttribute("aria-current", "true");
  }

  // The theme's search is a dialogue without a name.
  for (const dialogue of document.querySelectorAll(".md-search[role=dialog]")) {
    dialogue.setAttribute("aria-label", "Search all pages");
  }
  showHours();
  setInterval(showHours, 30000);
  for (const form of document.querySelectorAll(".itsm-find[data-index]")) findOnHome(form);
  for (const form of document.querySelectorAll(".itsm-find[data-pagefind]")) findInAll(form);
  for (const form of document.querySelectorAll(".itsm-filters[data-index]")) filterList(form);
  explainWords();
  markTab();
})();
