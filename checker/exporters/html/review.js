"use strict";
// Filters, opens and prints what the page holds. It reads the page alone, makes no markup from text, and the page reads well without it.
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = one("#filters");
  const root = document.documentElement;
  const verdicts = all(".verdict").map((element) => ({
    element,
    details: element.firstElementChild,
    number: element.dataset.n,
    verdict: element.dataset.verdict,
    use: element.dataset.use,
    publisher: element.dataset.publisher,
    licenses: element.dataset.licenses.split("\n"),
    words: "",
    kept: true,
  }));
  const byNumber = new Map(verdicts.map((verdict) => [verdict.number, verdict]));
  const cells = all("a.cell");
  const rows = all(".matrix tbody tr").map((row) => ({ row, cells: [] }));
  const rowOf = new Map(rows.map((entry) => [entry.row, entry]));
  for (const cell of cells) rowOf.get(cell.closest("tr")).cells.push(cell);
  const groups = all(".group");
  const status = one("#shown");
  const total = Number(status.dataset.all);
  const FIELDS = ["use", "publisher", "license"];

  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  const said = (count) => `${count.toLocaleString("en")} verdict${count === 1 ? "" : "s"}`;

  // What is searched of a verdict: all that stands in it, its publisher and licenses; gathered once, at the first search.
  let gathered = false;
  const gather = () => {
    if (gathered) return;
    gathered = true;
    for (const verdict of verdicts) {
      verdict.words = folded([verdict.element.textContent, verdict.publisher, ...verdict.licenses].join(" "));
    }
  };

  const asked = () => ({
    words: folded(form.elements.q.value.trim()).split(" ").filter(Boolean),
    kinds: all("[name=verdict]:checked", form).map((box) => box.value),
    use: form.elements.use.value,
    publisher: form.elements.publisher.value,
    license: form.elements.license.value,
  });

  const fits = (verdict, filter) =>
    (!filter.use || verdict.use === filter.use) &&
    (!filter.publisher || verdict.publisher === filter.publisher) &&
    (!filter.license || verdict.licenses.includes(filter.license)) &&
    filter.words.every((word) => verdict.words.includes(word));

  const filterNow = () => {
    const filter = asked();
    if (filter.words.length) gather();
    const counts = {};
    let shown = 0;
    for (const verdict of verdicts) {
      const fitting = fits(verdict, filter);
      if (fitting) counts[verdict.verdict] = (counts[verdict.verdict] || 0) + 1;
      verdict.kept = fitting && (!filter.kinds.length || filter.kinds.includes(verdict.verdict));
      if (verdict.element.hidden === verdict.kept) verdict.element.hidden = !verdict.kept;
      if (verdict.kept) shown += 1;
    }
    for (const count of all("[data-count]")) count.textContent = (counts[count.dataset.count] || 0).toLocaleString("en");
    for (const group of groups) {
      const left = verdicts.filter((verdict) => verdict.kept && verdict.element.parentElement === group).length;
      group.hidden = !left;
      one("[data-left]", group).textContent = left.toLocaleString("en");
    }
    for (const { row, cells: own } of rows) {
      let some = false;
      for (const cell of own) {
        const kept = byNumber.get(cell.dataset.v).kept;
        some ||= kept;
        cell.classList.toggle("dim", !kept);
      }
      if (row.hidden === some) row.hidden = !some;
    }
    for (const none of all(".none")) none.hidden = shown > 0;
    status.textContent = shown === total ? said(total) : `${shown.toLocaleString("en")} of ${said(total)}`;
    one("#filtered").textContent = shown === total ? "" : `Filtered: ${status.textContent} (${spoken(filter)}).`;
  };

  const spoken = (filter) =>
    [
      filter.words.length && `words: ${form.elements.q.value.trim()}`,
      filter.kinds.length && `verdict: ${filter.kinds.join(" or ")}`,
      ...FIELDS.map((name) => filter[name] && `${name}: ${filter[name]}`),
    ].filter(Boolean).join("; ");

  // The view stands in the address, so that it can be shared: #q=llama&verdict=deny&open=3
  const write = () => {
    const filter = asked();
    const state = new URLSearchParams();
    if (form.elements.q.value.trim()) state.set("q", form.elements.q.value.trim());
    if (filter.kinds.length) state.set("verdict", filter.kinds.join(","));
    for (const name of FIELDS) if (filter[name]) state.set(name, filter[name]);
    const open = verdicts.filter((verdict) => verdict.details.open).map((verdict) => verdict.number);
    if (open.length && open.length <= 50) state.set("open", open.join(","));
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname + location.search);
  };

  const has = (select, value) => [...select.options].some((option) => option.value === value);

  const read = () => {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) return reveal(hash);
    const state = new URLSearchParams(hash);
    form.elements.q.value = state.get("q") || "";
    const kinds = (state.get("verdict") || "").split(",");
    for (const box of all("[name=verdict]", form)) box.checked = kinds.includes(box.value);
    for (const name of FIELDS) {
      const value = state.get(name) || "";
      form.elements[name].value = has(form.elements[name], value) ? value : "";
    }
    filterNow();
    let first = null;
    for (const number of (state.get("open") || "").split(",")) {
      const verdict = byNumber.get(number);
      if (verdict) verdict.details.open = true;
      if (verdict && !first) first = verdict;
    }
    if (first && first.kept) first.element.scrollIntoView({ block: "start" });
  };

  const reveal = (id) => {
    const target = document.getElementById(id);
    const details = target && target.closest("details");
    if (details) details.open = true;
    if (target) target.scrollIntoView({ block: "start" });
  };

  // A link to a verdict opens it, shows it even where a filter hides it, and takes the keyboard along.
  const go = (number) => {
    const verdict = byNumber.get(number);
    if (!verdict) return;
    if (!verdict.kept) {
      form.reset();
      filterNow();
    }
    verdict.details.open = true;
    verdict.element.scrollIntoView({ block: "start" });
    one("summary", verdict.element).focus({ preventScroll: true });
  };

  // What a license says to many verdicts alike stands in the page once; an open verdict shows a copy of it.
  const unfold = (item) => {
    const rules = document.getElementById(`c${item.dataset.clauses}-rules`);
    if (!rules || item.firstElementChild.tagName === "DETAILS") return;
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.append(...[...item.childNodes].map((node) => (node.tagName === "A" ? node.textContent : node)));
    details.append(summary);
    details.addEventListener("toggle", () => {
      if (details.children.length > 1) return;
      const copy = rules.cloneNode(true);
      copy.removeAttribute("id");
      details.append(copy);
    });
    item.replaceChildren(details);
  };

  for (const verdict of verdicts) {
    verdict.details.addEventListener("toggle", () => {
      if (verdict.details.open) for (const item of all("[data-clauses]", verdict.element)) unfold(item);
      later(write);
    });
  }

  let waiting = new Map();
  const later = (work, wait = 0) => {
    clearTimeout(waiting.get(work));
    waiting.set(work, setTimeout(work, wait));
  };
  const change = () => {
    filterNow();
    write();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => (event.target.id === "q" ? later(change, 80) : change()));
  form.addEventListener("reset", () => later(change));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-v]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.dataset.v);
  });
  addEventListener("hashchange", read);
  one("#open-all").addEventListener("click", () => { for (const verdict of verdicts) if (verdict.kept) verdict.details.open = true; });
  one("#close-all").addEventListener("click", () => { for (const verdict of verdicts) verdict.details.open = false; });

  // Colors: as the system has them, or as the reader chose.
  const NAMES = { "": "automatic", light: "light", dark: "dark" };
  const remembered = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("licheck-theme") || "";
      localStorage.setItem("licheck-theme", value);
    } catch { /* a page opened from a file may have no storage; the choice then lasts as long as the page */ }
    return value || "";
  };
  const paint = (theme) => {
    if (NAMES[theme] === undefined) theme = "";
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    one("#theme-now").textContent = NAMES[theme];
  };
  paint(remembered());
  one("#theme").addEventListener("click", () => {
    const order = Object.keys(NAMES);
    const next = order[(order.indexOf(root.dataset.theme || "") + 1) % order.length];
    remembered(next);
    paint(next);
  });

  // On paper all that is shown is open, and only the clauses that it refers to follow.
  let before = null;
  addEventListener("beforeprint", () => {
    if (before) return;
    const used = new Set();
    for (const verdict of verdicts) {
      if (verdict.kept) for (const item of all("[data-clauses]", verdict.element)) used.add(`c${item.dataset.clauses}`);
    }
    before = [];
    for (const details of all(".verdict > details, .list > details")) {
      if (!details.open) before.push(details);
      details.open = true;
    }
    for (const list of all(".list")) list.classList.toggle("no-print", !used.has(list.id));
  });
  addEventListener("afterprint", () => {
    for (const details of before || []) details.open = false;
    before = null;
    delete document.body.dataset.print;
  });
  one("#print").addEventListener("click", () => print());
  one("#print-summary").addEventListener("click", () => {
    document.body.dataset.print = "summary";
    print();
  });

  for (const element of all(".scripted")) element.hidden = false;
  // Where the filters stay on top of the page, what a link leads to stands below them.
  new ResizeObserver(() => {
    root.style.scrollPaddingTop = getComputedStyle(form).position === "sticky" ? `${form.offsetHeight + 12}px` : "";
  }).observe(form);
  read();
})();
