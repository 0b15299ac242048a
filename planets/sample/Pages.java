import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Writes the web pages of the sample blogs from their feeds, which are what people edit: one page for each post,
/// named as its link says, and `index.html` for each blog. After a change to a feed: `java planets/sample/Pages.java`.
final Map<String, String> feeds = new TreeMap<>(Map.of(
        "brass-and-glass", "feed.xml",
        "moon-garden", "atom.xml",
        "small-protocols", "index.xml",
        "hoshi-nikki", "atom.xml"));

record Blog(String slug, String feed, String title, String tagline, String language) {}

record Post(String title, String page, OffsetDateTime at, String language, List<String> authors, String html) {}

void main() throws Exception {
    var sample = Path.of("planets/sample");
    if (!Files.isDirectory(sample)) {
        IO.println("Run this in the top folder of the repository: java planets/sample/Pages.java");
        System.exit(2);
    }
    var blogs = new ArrayList<Blog>();
    for (var each : feeds.entrySet()) {
        blogs.add(write(sample.resolve(each.getKey()), each.getValue()));
    }
    Files.writeString(sample.resolve("index.html"), front(blogs));
}

Blog write(Path folder, String feed) throws Exception {
    // Not aware of namespaces, so that elements are found under the names that stand in the file.
    Document document = DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve(feed).toFile());
    var root = document.getDocumentElement();
    var head = first(root, "channel") instanceof Element channel ? channel : root;
    var blog = new Blog(
            folder.getFileName().toString(),
            feed,
            text(head, "title"),
            text(head, "description", "subtitle"),
            either(text(head, "language", "dc:language"), either(root.getAttribute("xml:lang"), "en")));
    var posts = new ArrayList<Post>();
    for (var name : List.of("item", "entry")) {
        for (var item : all(root, name)) {
            posts.add(post(item, blog, text(root, "author")));
        }
    }
    for (var post : posts) {
        Files.writeString(folder.resolve(post.page), page(blog, post));
    }
    Files.writeString(folder.resolve("index.html"), index(blog, posts));
    return blog;
}

Post post(Element item, Blog blog, String owner) throws Exception {
    var link = first(item, "link");
    var authors = new ArrayList<String>();
    all(item, "dc:creator").forEach(creator -> authors.add(creator.getTextContent()));
    // RSS wants "mail@example.org (Name)"; Atom has a name element, whose text is all that ours contain.
    all(item, "author").forEach(author -> authors.add(
            author.getTextContent().strip().replaceFirst("^\\S+@\\S+ \\((.*)\\)$", "$1")));
    if (authors.isEmpty() && !owner.isBlank()) {
        authors.add(owner);
    }
    return new Post(
            text(item, "title"),
            either(link.getAttribute("href"), link.getTextContent()),
            date(text(item, "published", "dc:date", "pubDate")),
            either(item.getAttribute("xml:lang"), blog.language),
            authors,
            body(item));
}

String body(Element item) throws Exception {
    var element = Stream.of("content:encoded", "content", "description")
            .map(name -> first(item, name))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    var html = element.getAttribute("type").equals("xhtml") ? inside(first(element, "div")) : element.getTextContent();
    // The page has no base of its own: what xml:base says is written into each relative address.
    return Pattern.compile("(src|href)=\"(?![a-z]+:|[#/])")
            .matcher(html)
            .replaceAll("$1=\"" + element.getAttribute("xml:base"))
            .strip();
}

String inside(Element div) throws Exception {
    var out = new StringWriter();
    var transformer = TransformerFactory.newInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    for (Node child = div.getFirstChild(); child != null; child = child.getNextSibling()) {
        transformer.transform(new DOMSource(child), new StreamResult(out));
    }
    return out.toString();
}

OffsetDateTime date(String text) {
    return text.contains(",")
            ? OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
            : OffsetDateTime.parse(text);
}

String page(Blog blog, Post post) {
    return html(post.language, either(post.title, blog.title), blog, """
            <header><a href="./">%s</a></header>
            <main>
            %s<p class="by">%s · <time datetime="%s">%s</time></p>
            %s
            </main>
            """.formatted(
                    escape(blog.title),
                    post.title.isEmpty() ? "" : "<h1>" + escape(post.title) + "</h1>\n",
                    escape(String.join(", ", post.authors)),
                    post.at,
                    post.at.toLocalDate(),
                    post.html));
}

String index(Blog blog, List<Post> posts) {
    var list = new StringBuilder();
    for (var post : posts) {
        list.append("<li><time datetime=\"%s\">%s</time> <a href=\"%s\" lang=\"%s\">%s</a></li>\n"
                .formatted(
                        post.at,
                        post.at.toLocalDate(),
                        post.page,
                        post.language,
                        post.title.isEmpty() ? "· · ·" : escape(post.title)));
    }
    return html(blog.language, blog.title, blog, """
            <header><a href="../">Four blogs</a></header>
            <main>
            <h1>%s</h1>
            <p class="by">%s · <a href="%s">Feed</a></p>
            <ul class="posts">
            %s</ul>
            </main>
            """.formatted(escape(blog.title), escape(blog.tagline), blog.feed, list));
}

String front(List<Blog> blogs) {
    var list = new StringBuilder();
    for (var blog : blogs) {
        list.append("<dt><a href=\"%s/\" lang=\"%s\">%s</a></dt><dd lang=\"%2$s\">%s</dd>\n"
                .formatted(blog.slug, blog.language, escape(blog.title), escape(blog.tagline)));
    }
    return html("en", "Four blogs", null, """
            <main>
            <h1>Four blogs</h1>
            <p>They make up Orrery's sample planet. Their people are invented.</p>
            <dl>
            %s</dl>
            </main>
            """.formatted(list));
}

String html(String language, String title, Blog blog, String body) {
    return """
            <!doctype html>
            <html lang="%s"%s>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            %s</head>
            <body%s>
            %s</body>
            </html>
            """.formatted(
                    language,
                    language.equals("ar") ? " dir=\"rtl\"" : "",
                    escape(title),
                    blog == null
                            ? "<link rel=\"stylesheet\" href=\"style.css\">\n"
                            : "<link rel=\"stylesheet\" href=\"../style.css\">\n<link rel=\"alternate\" type=\"%s\" href=\"%s\">\n"
                                    .formatted(
                                            blog.feed.startsWith("atom") ? "application/atom+xml" : "application/rss+xml",
                                            blog.feed),
                    blog == null ? "" : " class=\"" + blog.slug + "\"",
                    body);
}

List<Element> all(Element parent, String name) {
    var found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
            .mapToObj(i -> (Element) found.item(i))
            .toList();
}

Element first(Element parent, String name) {
    return all(parent, name).stream().findFirst().orElse(null);
}

/// The text of the first child that has one of the names, or nothing.
String text(Element parent, String... names) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
        if (List.of(names).contains(child.getNodeName())) {
            return child.getTextContent().strip();
        }
    }
    return "";
}

String either(String text, String otherwise) {
    return text.isBlank() ? otherwise : text;
}

String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
}
