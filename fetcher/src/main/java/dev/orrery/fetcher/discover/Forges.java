package dev.orrery.fetcher.discover;

import java.util.List;
import java.util.Set;

/// Feeds of people and projects on sites that host code.
final class Forges {
    /// First parts of a path on GitHub that are nobody's name.
    private static final Set<String> GITHUB_OWN = Set.of(
            "about",
            "apps",
            "collections",
            "customer-stories",
            "enterprise",
            "events",
            "explore",
            "features",
            "issues",
            "join",
            "login",
            "marketplace",
            "new",
            "notifications",
            "orgs",
            "pricing",
            "pulls",
            "search",
            "security",
            "settings",
            "sponsors",
            "team",
            "topics",
            "trending");

    private Forges() {}

    static void feeds(String site, List<String> path, List<String> feeds) {
        if (path.isEmpty()) {
            return;
        }
        if (site.equals("github.com")) {
            github(path, feeds);
        } else if (site.startsWith("gitlab.")) {
            gitlab(path, feeds);
        } else if (site.equals("codeberg.org") || site.startsWith("gitea.") || site.startsWith("forgejo.")) {
            forgejo(path, feeds);
        } else if (site.equals("pypi.org")
                && path.size() >= 2
                && path.getFirst().equals("project")) {
            feeds.add("/rss/project/%s/releases.xml".formatted(path.get(1)));
        } else if (site.equals("sourceforge.net")
                && path.size() >= 2
                && path.getFirst().equals("projects")) {
            feeds.add("/projects/%s/rss".formatted(path.get(1)));
        }
    }

    private static void github(List<String> path, List<String> feeds) {
        var owner = path.getFirst();
        if (GITHUB_OWN.contains(owner) || path.getLast().endsWith(".atom")) {
            return;
        }
        if (path.size() == 1) {
            feeds.add("/%s.atom".formatted(owner));
            return;
        }
        var repository = "/%s/%s".formatted(owner, path.get(1).replaceFirst("\\.git$", ""));
        var section = path.size() > 2 ? path.get(2) : "";
        switch (section) {
            case "commits", "tree" -> feeds.add(repository + "/commits/" + branch(path, 3) + ".atom");
            case "tags" -> feeds.add(repository + "/tags.atom");
            case "wiki" -> feeds.add(repository + "/wiki.atom");
            case "discussions" -> feeds.add(repository + "/discussions.atom");
            case "releases" -> feeds.add(repository + "/releases.atom");
            default -> feeds.addAll(List.of(repository + "/releases.atom", repository + "/commits.atom"));
        }
    }

    private static String branch(List<String> path, int from) {
        return path.size() > from ? String.join("/", path.subList(from, path.size())) : "HEAD";
    }

    private static void gitlab(List<String> path, List<String> feeds) {
        int dash = path.indexOf("-");
        var project = "/" + String.join("/", dash < 0 ? path : path.subList(0, dash));
        var section = dash < 0 || dash + 1 >= path.size() ? "" : path.get(dash + 1);
        if (project.equals("/") || path.getLast().endsWith(".atom")) {
            return;
        }
        switch (section) {
            case "tags" -> feeds.add(project + "/-/tags?format=atom");
            case "commits", "tree" ->
                feeds.add("%s/-/commits/%s?format=atom".formatted(project, branch(path, dash + 2)));
            case "releases" -> feeds.add(project + "/-/releases.atom");
            default -> {
                if (project.indexOf('/', 1) > 0) {
                    feeds.add(project + "/-/releases.atom");
                    feeds.add(project + "/-/tags?format=atom");
                }
                feeds.add(project + ".atom");
            }
        }
    }

    private static void forgejo(List<String> path, List<String> feeds) {
        if (path.getLast().endsWith(".rss") || path.getLast().endsWith(".atom")) {
            return;
        }
        if (path.size() == 1) {
            feeds.add("/%s.atom".formatted(path.getFirst()));
        } else {
            var repository = "/%s/%s".formatted(path.get(0), path.get(1).replaceFirst("\\.git$", ""));
            feeds.addAll(List.of(repository + "/releases.atom", repository + ".atom"));
        }
    }
}
