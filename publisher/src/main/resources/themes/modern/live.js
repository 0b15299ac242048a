/* Brings new, edited and withdrawn posts into the open page. Without it nothing is missing: the page is complete.
   A post is whatever has a data-mark; its parents up to #river stand for the headings that it is under. */
(() => {
  const { live, version: first, news: words, gone: goneWords } = document.currentScript.dataset;
  const river = document.getElementById("river");
  const lang = document.documentElement.lang;
  const POST = "[data-mark]";
  const news = new Map(), edits = new Map();
  let version = first, source, later, work = Promise.resolve(), due = 0;

  const posts = (root = river) => [...root.querySelectorAll(POST)];
  const here = (id) => posts().find((post) => post.id === id);
  const rank = (mark) => parseInt(mark, 10);
  const order = (a, b) => rank(b.dataset.mark) - rank(a.dataset.mark) || (a.id < b.id ? -1 : 1);
  const box = (node) => node.getBoundingClientRect();
  const seen = (node) => box(node).bottom > 0 && box(node).top < innerHeight;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  /* What a screen reader is to hear of must be there before it says anything. */
  const bar = document.createElement("p");
  bar.className = "news";
  bar.setAttribute("role", "status");
  river.prepend(bar);

  function say(n) {
    const at = { one: 0, two: 1, few: 2, many: 3 }[new Intl.PluralRules(lang).select(n)] ?? 4;
    return words.split("|")[at].replace(/\p{Nd}+/u, n.toLocaleString(lang));
  }

  function show() {
    const button = bar.firstChild ?? document.createElement("button");
    if (!news.size) return bar.replaceChildren();
    button.textContent = say(news.size);
    button.type = "button";
    button.onclick = () => { work = work.then(() => refresh(true)); };
    if (!bar.firstChild) bar.append(button);
  }

  /* Does something to the page and keeps what is being read where it is. */
  function still(change, follow) {
    const style = document.documentElement.style;
    const anchor = !(follow && box(river).top >= 0) && posts().find((post) => box(post).bottom > 0);
    const top = anchor && box(anchor).top;
    style.overflowAnchor = "none";
    change();
    const now = anchor && here(anchor.id);
    if (now) scrollBy({ top: box(now).top - top, behavior: "instant" });
    requestAnimationFrame(() => { style.overflowAnchor = ""; });
  }

  const parents = (post) => {
    const chain = [];
    for (let p = post.parentElement; p.id !== "river"; p = p.parentElement) chain.unshift(p);
    return chain;
  };
  const heads = (group) => {
    const all = [...group.children];
    return all.slice(0, all.findIndex((child) => child.matches(POST) || child.querySelector(POST)));
  };
  const headed = (group) => heads(group).map((head) => head.outerHTML).join();

  /* Puts these posts, and no others, into the river, run by run under their headings. Nothing that stays is moved, if it
     can be helped: a video that plays would stop. */
  function arrange(list) {
    const before = new Set(posts().flatMap((post) => [post, ...parents(post)]));
    const kept = new Set(list), wanted = new Map(), heading = new Map();
    let last = [];
    for (const post of list) {
      const chain = [];
      let parent = river;
      parents(post).forEach((group, depth) => {
        const text = headed(group);
        let mine = last[depth];
        if (chain.some((one, i) => one !== last[i]) || !mine || heading.get(mine) !== text) {
          const known = posts(group).map((one) => here(one.id)).find(Boolean);
          mine = river.contains(group) ? group : known && parents(known)[depth];
          if (!mine || kept.has(mine)) {
            mine = document.importNode(group, false);
            mine.append(...heads(group).map((head) => document.importNode(head, true)));
          }
          kept.add(mine);
          heading.set(mine, text);
          wanted.set(parent, [...(wanted.get(parent) ?? []), mine]);
        }
        chain.push(mine);
        parent = mine;
      });
      wanted.set(parent, [...(wanted.get(parent) ?? []), post]);
      last = chain;
    }
    if (list.length) river.querySelector(".nothing")?.remove();
    for (const node of before) if (!kept.has(node)) node.remove();
    for (const [parent, children] of [...wanted].reverse()) {
      let previous;
      for (const child of children) {
        const now = [...parent.children].find((one) => before.has(one));
        if (!previous && !now) parent.append(child);
        else if (!previous && now !== child) now.before(child);
        else if (previous && previous.nextElementSibling !== child) previous.after(child);
        previous = child;
      }
    }
  }

  function opened(post, old) {
    const details = post.querySelectorAll("details");
    old.querySelectorAll("details").forEach((one, i) => { if (details[i]) details[i].open = one.open; });
    return post;
  }

  /* Takes what the page is now: edited posts in the place of what they were, new ones if they are wanted. */
  async function refresh(all) {
    let page;
    for (let attempt = 0; attempt < 4; attempt++) {
      /* The same address for all readers; another one when the answer was older than what we were told of. */
      const answer = await fetch(`${location.pathname}?v=${version}${attempt || ""}`).catch(() => null);
      if (answer?.ok) page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("river");
      const told = new Map([...edits, ...(all ? news : [])]);
      if (page && [...told].every(([id, mark]) => page.querySelector(`#${CSS.escape(id)}`)?.dataset.mark === mark)) break;
      await pause(1200);
    }
    if (!page) return;
    const fetched = new Map(posts(page).map((post) => [post.id, post]));
    const added = [];
    const list = posts().filter((old) => fetched.has(old.id) || !old.matches(".gone") || seen(old)).map((old) => {
      const post = fetched.get(old.id);
      fetched.delete(old.id);
      return !post || (post.dataset.mark === old.dataset.mark && !old.matches(".gone")) ? old : opened(post, old);
    });
    if (all) for (const post of fetched.values()) if (news.has(post.id)) added.push(post);
    added.forEach((post) => post.classList.add("fresh"));
    edits.clear();
    if (all) news.clear();
    still(() => arrange([...list, ...added].sort(order)), all);
    show();
    if (added[0]) {
      added[0].tabIndex = -1;
      added[0].focus({ preventScroll: true });
    }
  }

  function withdrawn(id) {
    news.delete(id);
    edits.delete(id);
    const post = here(id);
    if (!post || post.matches(".gone")) return;
    if (!seen(post)) {
      still(() => arrange(posts().filter((one) => one !== post)));
    } else {
      const note = document.createElement("p");
      note.className = "withdrawn";
      note.textContent = goneWords;
      post.classList.add("gone");
      post.prepend(note);
    }
  }

  function hear({ all, older, new: fresh = [], edited = [], gone = [] }) {
    const end = posts().at(-1);
    if (all) {
      const ids = new Set(all.map(([id]) => id));
      const last = all.at(-1);
      const beyond = (id, mark) => older && last && (rank(mark) - rank(last[1]) || (id > last[0] ? -1 : 1)) < 0;
      gone = [...posts().map((post) => [post.id, post.dataset.mark]), ...news]
        .filter(([id, mark]) => !ids.has(id) && !beyond(id, mark)).map(([id]) => id);
      /* What is after our end where there are older posts is not new. */
      fresh = all.filter(([id, mark]) => here(id) || !older || !end || rank(mark) >= rank(end.dataset.mark));
    }
    gone.forEach(withdrawn);
    for (const [id, mark] of [...fresh, ...edited]) {
      const post = here(id);
      if (!post) news.set(id, mark);
      else if (post.dataset.mark !== mark || post.matches(".gone")) edits.set(id, mark);
      else edits.delete(id);
    }
    show();
    if (edits.size && !due) {
      /* Not all readers at once. */
      due = setTimeout(() => { due = 0; work = work.then(() => refresh(false)); }, Math.random() * 3000);
    }
  }

  function listen() {
    clearTimeout(later);
    source = new EventSource(`${live}?after=${version}`);
    source.onmessage = (event) => {
      version = event.lastEventId;
      hear(JSON.parse(event.data));
    };
    source.onerror = () => {
      /* Refused, or a proxy answered in our stead: browsers give up then. */
      if (source.readyState === EventSource.CLOSED) later = setTimeout(listen, 5000 + Math.random() * 25000);
    };
  }

  /* A page that nobody sees takes no connection from those that are seen; it catches up when it is looked at. */
  function look() {
    source?.close();
    clearTimeout(later);
    if (!document.hidden) listen();
  }
  document.addEventListener("visibilitychange", look);
  look();
})();
