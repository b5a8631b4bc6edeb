// What moves on the pages: light and dark, formulas, charts, search. Each page is complete without it.
"use strict";
(() => {
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];
  const store = {
    get: () => { try { return localStorage.getItem("teaching-theme"); } catch { return null; } },
    set: theme => { try { localStorage.setItem("teaching-theme", theme); } catch { /* A page from a disk may have no storage. */ } },
  };
  const setTheme = theme => { root.dataset.theme = themes.includes(theme) ? theme : "auto"; };
  setTheme(store.get());

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  function themeButton() {
    const button = document.querySelector("button.theme");
    const name = () => { button.textContent = "Theme: " + root.dataset.theme; };
    button.addEventListener("click", () => {
      setTheme(themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length]);
      store.set(root.dataset.theme);
      name();
    });
    name();
    button.hidden = false;
  }

  // The library of that name once its script, which the page loads beside this one, is there.
  const library = name => new Promise((found, missing) => {
    const script = document.querySelector(`script[data-for="${name}"]`);
    const loaded = () => window[name] && !(window[name] instanceof Element);
    if (!script) return missing();
    if (loaded()) return found(window[name]);
    script.addEventListener("load", () => loaded() ? found(window[name]) : missing());
    script.addEventListener("error", missing);
  });

  // The text before the contents at its side: what it defines holds there too.
  function typeset(katex) {
    const formulas = teachingFormulas(katex);
    for (const formula of [...document.querySelectorAll("main .math"), ...document.querySelectorAll(".contents .math")]) {
      const tex = formula.textContent;
      try {
        formulas.typeset(tex, formula.classList.contains("display"), formula);
      } catch (error) {
        formula.textContent = tex;
        formula.title = error.message;
        formula.classList.add("refused");
      }
    }
  }

  // A part that is wider than the page scrolls by the arrow keys once it has the focus.
  function letKeysScroll() {
    for (const part of document.querySelectorAll("pre, .scroll, .chart, .display"))
      if (part.scrollWidth > part.clientWidth + 1) {
        part.tabIndex = 0;
        if (!part.matches("pre")) part.setAttribute("role", "group");
        if (!part.hasAttribute("aria-label") && part.matches(".scroll, .chart, .display")) part.setAttribute("aria-label", "scrolls sideways");
      }
  }

  // A slider of ours is an input of the page, which keys and screen readers know; plotly's own answers to a mouse alone.
  function slider(Plotly, plot, layout) {
    const plan = layout.sliders?.length === 1 ? layout.sliders[0] : null;
    const steps = plan?.steps ?? [];
    const isOurs = steps.length > 1 && Number.isFinite(plan.y) && Number.isFinite(layout.height)
      && steps.every(step => step?.method === "animate" && Array.isArray(step.args?.[0]) && step.args[0].length === 1);
    if (!isOurs) return null;
    delete layout.sliders;
    const prefix = String(plan.currentvalue?.prefix ?? "");
    const value = element("output");
    const input = element("input", { type: "range", min: 0, max: steps.length - 1, step: 1, value: Number(plan.active) || 0 });
    input.setAttribute("aria-label", prefix.replace(/:\s*$/, "") || "step");
    const name = () => {
      value.textContent = prefix + steps[input.value].label;
      input.setAttribute("aria-valuetext", steps[input.value].label);
    };
    input.addEventListener("input", () => {
      name();
      Plotly.animate(plot, [String(steps[input.value].args[0][0])], { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } });
    });
    name();
    const place = element("div", { className: "slider" }, value, input);
    return { place, top: (1 - plan.y) * layout.height };
  }

  // A chart has a size of its own. Where the page is narrower it shrinks as its picture does, on a phone no further than can be read.
  function fit(figure, place, plot, control) {
    const full = plot.offsetWidth, height = plot.offsetHeight;
    const size = () => {
      if (!figure.parentElement) return removeEventListener("resize", size);
      const scale = Math.min(1, Math.max(figure.parentElement.clientWidth, 512) / full);
      plot.style.transform = scale < 1 ? `scale(${scale})` : "";
      place.style.width = scale * full + "px";
      place.style.height = (control ? scale * control.top + 44 : scale * height) + "px";
      if (control) control.place.style.top = scale * control.top + "px";
    };
    size();
    addEventListener("resize", size);
  }

  // What the scripts of a page whose cells run show their outputs with.
  window.teachingPage = {
    draw: async figure => { await draw(await library("Plotly"), figure); letKeysScroll(); },
    typeset: async formula => {
      const katex = await library("katex");
      teachingFormulas(katex).typeset(formula.textContent, formula.classList.contains("display"), formula);
    },
  };

  async function draw(Plotly, figure) {
    const picture = figure.querySelector("img");
    const plot = element("div");
    const place = element("div", { className: "plot" }, plot);
    try {
      const { data, layout = {}, frames } = JSON.parse(figure.querySelector("script").textContent);
      const control = frames ? slider(Plotly, plot, layout) : null;
      place.style.visibility = "hidden";
      place.style.position = "absolute";
      figure.append(place);
      await Plotly.newPlot(plot, data, layout, {
        displaylogo: false, responsive: false, scrollZoom: false, showLink: false, showSendToCloud: false, editable: false, plotlyServerURL: "",
      });
      if (frames) await Plotly.addFrames(plot, frames);
      place.removeAttribute("style");
      if (control) place.append(control.place);
      fit(figure, place, plot, control);
      picture.classList.add("drawn");
    } catch {
      place.remove();
    }
  }

  // Charts are drawn as they come near: a phone need not hold a dozen at once before the first is read.
  function charts(Plotly) {
    const near = new IntersectionObserver(entries => {
      for (const entry of entries.filter(one => one.isIntersecting)) {
        near.unobserve(entry.target);
        draw(Plotly, entry.target).then(letKeysScroll);
      }
    }, { rootMargin: "800px" });
    for (const data of document.querySelectorAll('.chart > script[type="application/json"]')) near.observe(data.parentElement);
  }

  function contents() {
    const details = document.querySelector(".contents details");
    if (!details) return;
    if (matchMedia("(max-width: 64rem)").matches) details.open = false;
    const links = new Map([...details.querySelectorAll("a")].map(link => [decodeURIComponent(link.hash.slice(1)), link]));
    let current = null;
    const mark = () => {
      let last = null;
      for (const heading of document.querySelectorAll("main :is(h1, h2, h3)[id]"))
        if (links.has(heading.id) && heading.getBoundingClientRect().top < 120) last = links.get(heading.id);
      if (last === current) return;
      current?.removeAttribute("aria-current");
      last?.setAttribute("aria-current", "true");
      current = last;
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  // Search: every word must occur; headings count most. The index is loaded when the field is first used.
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function find(words) {
    const hits = [];
    for (const [page, title, sections] of window.teachingSearch)
      for (const [id, heading, text, names] of sections) {
        const [inTitle, inHeading, inText, inNames] = [title, heading, text, names].map(plain);
        const score = words.map(word => inHeading.includes(word) ? 8 : inTitle.includes(word) ? 4 : inText.includes(word) ? 2 : inNames.includes(word) ? 1 : 0);
        if (score.every(one => one > 0)) hits.push({ page, title, id, heading, text, names, score: score.reduce((a, b) => a + b) });
      }
    return hits.sort((a, b) => b.score - a.score);
  }

  function excerpt(hit, words) {
    const source = words.some(word => plain(hit.text).includes(word)) ? hit.text : words.some(word => plain(hit.names).includes(word)) ? "in the code: " + hit.names : hit.text;
    const at = Math.max(0, Math.min(...words.map(word => plain(source).indexOf(word)).filter(i => i >= 0).concat(source.length)) - 40);
    const piece = (at > 0 && at < source.length ? "…" : "") + (at < source.length ? source.slice(at, at + 160) : source.slice(0, 160));
    const place = element("span");
    let rest = piece;
    while (rest) {
      const folded = plain(rest);
      const next = folded.length === rest.length ? words.map(word => [folded.indexOf(word), word.length]).filter(([i]) => i >= 0).sort((a, b) => a[0] - b[0])[0] : null;
      if (!next) { place.append(rest); break; }
      place.append(rest.slice(0, next[0]), element("mark", { textContent: rest.slice(next[0], next[0] + next[1]) }));
      rest = rest.slice(next[0] + next[1]);
    }
    return place;
  }

  function search() {
    const form = document.querySelector("form[role=search]"), field = form.querySelector("input"), found = document.querySelector(".found");
    const count = element("p", { role: "status" }), list = element("ol");
    found.append(count, list);
    let asked = false;
    const close = () => { found.hidden = true; };
    const show = () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      if (!words.length || !window.teachingSearch) return close();
      const hits = find(words);
      count.textContent = hits.length ? `${hits.length} ${hits.length === 1 ? "place" : "places"}${hits.length > 30 ? ", the first 30" : ""}` : "Nothing found";
      list.replaceChildren(...hits.slice(0, 30).map(hit => element("li", {},
        element("a", { href: hit.page + (hit.id ? "#" + encodeURIComponent(hit.id) : ""), textContent: hit.heading && hit.heading !== hit.title ? `${hit.title}: ${hit.heading}` : hit.title }),
        excerpt(hit, words))));
      found.hidden = false;
    };
    field.addEventListener("focus", () => {
      if (asked) return;
      asked = true;
      document.head.append(element("script", { src: "assets/search.js", onload: show }));
    });
    field.addEventListener("input", show);
    field.addEventListener("focus", show);
    form.addEventListener("submit", event => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    addEventListener("keydown", event => {
      if (event.key === "Escape" && !found.hidden) {
        field.focus();
        close();
      } else if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest?.("input, textarea, [contenteditable]")) {
        event.preventDefault();
        field.focus();
      }
    });
    addEventListener("click", event => {
      if (!found.contains(event.target) && !form.contains(event.target)) close();
      if (event.target.closest?.(".found a")) close();
    });
    form.hidden = false;
  }

  addEventListener("DOMContentLoaded", () => {
    themeButton();
    search();
    contents();
    letKeysScroll();
    library("katex").then(katex => { typeset(katex); letKeysScroll(); }, () => {});
    library("Plotly").then(charts, () => {});
  });
})();
