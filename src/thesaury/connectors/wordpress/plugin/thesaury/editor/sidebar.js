/* The sidebar of the block editor: the picker in a frame, told what the page is for; what is selected becomes a block. */
(function (wp, config) {
  "use strict";
  const { createElement: el, useCallback, useEffect, useRef, useState } = wp.element;
  const { Button, Notice, TextControl } = wp.components;
  const { useDispatch, useSelect } = wp.data;
  const { PluginSidebar } = wp.editor.PluginSidebar ? wp.editor : wp.editPost; // it moved with WordPress 6.6
  const word = (name) => config.words[name];
  const LONGEST = 18000;
  const PATIENCE = 4000;

  /** What a page says of itself, as it stands in the editor now, saved or not. */
  function usePage() {
    return useSelect((select) => {
      const editor = select("core/editor");
      const meta = editor.getEditedPostAttribute("meta") || {};
      const terms = editor.getEditedPostAttribute("concepts") || [];
      const query = { include: terms, per_page: 100 };
      const known = terms.length ? select("core").getEntityRecords("taxonomy", config.taxonomy, query) || [] : [];
      return {
        id: editor.getCurrentPostId(),
        market: meta.thesaury_market || "",
        audience: meta.thesaury_audience || "",
        language: meta.thesaury_language || "",
        topics: known.map((term) => term.meta && term.meta.concept_uri).filter(Boolean).join("\n"),
      };
    }, []);
  }

  /** Title and text of the page, without markup: the brief. */
  function brief() {
    const editor = wp.data.select("core/editor");
    const markup = String(editor.getEditedPostContent()).replace(/<!--[\s\S]*?-->/g, " ").replace(/<\/(p|h\d|li)>/g, "\n");
    const text = new DOMParser().parseFromString(markup, "text/html").body.textContent || "";
    return [editor.getEditedPostAttribute("title") || "", text.replace(/[ \t]+/g, " ").replace(/\s*\n\s*/g, "\n").trim()].filter(Boolean).join("\n\n").slice(0, LONGEST);
  }

  /** A text as HTML that shows it and does nothing: WordPress runs shortcodes wherever they stand. */
  function markup(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\[/g, "&#091;");
  }

  function Sidebar() {
    const page = usePage();
    const frame = useRef(null);
    const [ready, setReady] = useState(0);
    const [turn, setTurn] = useState(0);
    const [silent, setSilent] = useState(false);
    const [height, setHeight] = useState(640);
    const [filtered, setFiltered] = useState(false);
    const [said, setSaid] = useState(null);
    const { editPost } = useDispatch("core/editor");
    const { insertBlocks } = useDispatch("core/block-editor");
    const { createNotice } = useDispatch("core/notices");
    const latest = useRef(page);
    latest.current = page;

    const say = useCallback((message) => {
      if (frame.current && frame.current.contentWindow) frame.current.contentWindow.postMessage({ thesaury: 1, ...message }, config.server);
    }, []);

    // Wherever the sidebar is scrolled to, this is seen, and read out.
    const tell = useCallback((status, text) => {
      createNotice(status, text, { id: "thesaury", type: "snackbar", speak: true, explicitDismiss: status === "error" });
    }, [createNotice]);

    const fail = useCallback((error) => tell("error", (error && error.message) || word("no_answer")), [tell]);

    const token = useCallback(() => {
      wp.apiFetch({ path: "/thesaury/v1/picker/token", method: "POST" }).then(({ token: given }) => say({ type: "token", token: given })).catch(fail);
    }, [say, fail]);

    const insert = useCallback(({ asset }) => {
      tell("info", word("taking"));
      const language = latest.current.language || config.language;
      const data = { asset: asset.id, language };
      wp.apiFetch({ path: "/thesaury/v1/picker/take", method: "POST", data }).then((made) => {
        const attributes = { id: made.id, url: made.url, alt: made.alt, sizeSlug: "large", linkDestination: "none" };
        if (made.credit) attributes.caption = markup(made.credit);
        insertBlocks(wp.blocks.createBlock("core/image", attributes));
        tell("success", word("inserted").replace("%s", () => made.title || asset.title || asset.id));
      }).catch(fail);
    }, [insertBlocks, tell, fail]);

    useEffect(() => {
      const heard = ({ source, origin, data }) => {
        if (!frame.current || source !== frame.current.contentWindow || origin !== config.server || !data || data.thesaury !== 1) return;
        if (data.type === "ready") {
          setSilent(false);
          setReady((count) => count + 1);
        }
        if (data.type === "expired") token();
        if (data.type === "select") insert(data);
        if (data.type === "resize" && Number.isFinite(data.height)) setHeight(Math.min(Math.max(data.height + 16, 480), 4000));
      };
      window.addEventListener("message", heard);
      return () => window.removeEventListener("message", heard);
    }, [token, insert]);

    // A frame that was refused, or that nobody answered, is as good as empty: it never says that it is there.
    useEffect(() => {
      if (ready) return undefined;
      const waiting = setTimeout(() => setSilent(true), PATIENCE);
      return () => clearTimeout(waiting);
    }, [ready, turn]);

    const again = () => {
      setSilent(false);
      setReady(0);
      setTurn(turn + 1);
    };

    // The frame is told anew whenever it is there anew, and whenever the page is for something else.
    useEffect(() => {
      if (!ready) return;
      const regions = (page.market || config.market).split(/[\s,;]+/).filter(Boolean);
      say({
        type: "configure",
        language: config.reader,
        dataLanguage: page.language || config.language,
        document: `${config.site}?p=${page.id}`,
        profile: config.profile,
        topics: filtered ? page.topics.split("\n").filter(Boolean) : [],
        audience: page.audience,
        use: regions.length ? { regions } : {},
      });
    }, [say, ready, page.id, page.market, page.language, page.audience, filtered && page.topics, filtered]);

    useEffect(() => {
      if (ready) token();
    }, [ready, token]);

    const filter = () => {
      if (!filtered && !page.topics) return setSaid({ status: "warning", text: word("filter_none") });
      setSaid(null);
      setFiltered(!filtered);
    };
    const suggest = () => {
      const text = brief();
      if (!text) return setSaid({ status: "warning", text: word("suggest_none") });
      setSaid(null);
      say({ type: "configure", brief: text });
    };
    const field = (name, help) => el(TextControl, {
      key: name, label: word(name), help, value: page[name], autoComplete: "off",
      onChange: (value) => editPost({ meta: { [`thesaury_${name}`]: value } }),
    });

    return el("div", { className: "thesaury-sidebar" },
      el("div", { className: "thesaury-page" },
        el("h2", null, word("page")),
        field("market", word("market_help")), field("audience"), field("language"),
        el("div", { className: "thesaury-buttons" },
          el(Button, { variant: "secondary", "aria-pressed": filtered, onClick: filter, className: "thesaury-filter" }, word(filtered ? "filter_off" : "filter")),
          el(Button, { variant: "secondary", onClick: suggest, className: "thesaury-suggest" }, word("suggest")))),
      said && el(Notice, { status: said.status, onRemove: () => setSaid(null) }, said.text),
      silent && el(Notice, { status: "error", isDismissible: false, actions: [{ label: word("again"), onClick: again }] }, word("no_frame")),
      el("iframe", { key: turn, ref: frame, src: `${config.server}/picker/frame`, title: word("frame"), height, hidden: silent }));
  }

  wp.plugins.registerPlugin("thesaury", {
    icon: "format-image",
    render: () => el(PluginSidebar, { name: "thesaury", title: word("title"), icon: "format-image" }, el(Sidebar)),
  });
})(window.wp, window.thesaurySidebar);
