package dev.orrery.fetcher.planets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the planet files and keeps the database as they say.
///
/// It looks at names, sizes and times again and again, which works on network mounts and in containers, where the
/// system's own notices do not. A file that changes is read when it has stood still from one look to the next, so
/// half a file is not taken for a whole. One that does not validate leaves its planet as it was. One that is gone
/// for two looks deletes its planet; but a folder that is missing, or found empty at the start, deletes nothing: it
/// is far more often a mount that failed than an owner's wish.
public final class PlanetFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PlanetFolder.class);

    private final Path path;
    private final Optional<URI> base;
    private final Planets planets;
    private final Map<Path, Stamp> lastLook = new HashMap<>();
    private final Map<Path, Stamp> taken = new HashMap<>();
    private final Map<Path, List<Problem>> problems = new TreeMap<>();
    private boolean first = true;
    private boolean isFolder;
    private boolean sawFiles;
    private Set<String> goneAtLastLook = Set.of();
    private volatile List<String> sentences = List.of();
    private @Nullable String trouble;

    private record Stamp(
            long size, FileTime modified, @Nullable Object key) {}

    /// @param path a planet file or a folder of them
    /// @param base see [PlanetFile#read]
    public PlanetFolder(Path path, Optional<URI> base, Planets planets) {
        this.path = path;
        this.base = base;
        this.planets = planets;
    }

    /// What is wrong with the files now, one sentence each.
    public List<String> problems() {
        return sentences;
    }

    /// Looks once.
    ///
    /// @return whether a planet changed
    public boolean look() {
        var now = stamps();
        if (now == null) {
            publish();
            return false;
        }
        boolean changed = false;
        problems.keySet().retainAll(now.keySet());
        taken.keySet().retainAll(now.keySet());
        var bySlug = new HashMap<String, Path>();
        for (var file : now.entrySet()) {
            var twin = bySlug.putIfAbsent(PlanetFile.slug(file.getKey()), file.getKey());
            changed |= twin == null ? consider(file.getKey(), file.getValue()) : refuseTwin(file.getKey(), twin);
        }
        changed |= deleteGone(now.keySet());
        lastLook.clear();
        lastLook.putAll(now);
        first = false;
        publish();
        return changed;
    }

    private @Nullable Map<Path, Stamp> stamps() {
        try {
            var stamps = new TreeMap<Path, Stamp>();
            isFolder |= Files.isDirectory(path);
            for (var file : PlanetFile.in(path)) {
                if (Files.exists(file)) {
                    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    stamps.put(file, new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
                }
            }
            boolean missing = (stamps.isEmpty() && !sawFiles) || (isFolder && !Files.isDirectory(path));
            complain(missing ? "There is no planet file at %s; the planets known so far go on.".formatted(path) : null);
            sawFiles |= !stamps.isEmpty();
            return missing ? null : stamps;
        } catch (IOException e) {
            complain("%s cannot be read (%s); the planets known so far go on.".formatted(path, e));
            return null;
        }
    }

    private boolean consider(Path file, Stamp stamp) {
        boolean still = first || stamp.equals(lastLook.get(file));
        if (!still || stamp.equals(taken.get(file))) {
            return false;
        }
        var result = PlanetFile.read(file, base);
        boolean changed =
                switch (result) {
                    case PlanetFile.Valid valid -> accept(file, valid);
                    case PlanetFile.Invalid invalid -> refuse(file, invalid);
                };
        taken.put(file, stamp);
        return changed;
    }

    private boolean accept(Path file, PlanetFile.Valid valid) {
        problems.remove(file);
        return planets.save(valid.planet(), valid.terms());
    }

    /// It is read once the other is gone.
    private boolean refuseTwin(Path file, Path twin) {
        taken.remove(file);
        if (!problems.containsKey(file)) {
            refuse(
                    file,
                    new PlanetFile.Invalid(List.of(new Problem(
                            file, 0, null, "%s is the same planet; remove one of the two".formatted(twin)))));
        }
        return false;
    }

    private boolean refuse(Path file, PlanetFile.Invalid invalid) {
        problems.put(file, invalid.problems());
        for (var problem : invalid.problems()) {
            LOG.warn("{} planet={}", problem, PlanetFile.slug(file));
        }
        return false;
    }

    private boolean deleteGone(Set<Path> files) {
        var named = files.stream().map(PlanetFile::slug).collect(Collectors.toSet());
        var gone = new HashSet<>(planets.slugs());
        gone.removeAll(named);
        boolean changed = false;
        for (var slug : gone) {
            if (first || goneAtLastLook.contains(slug)) {
                changed |= planets.delete(slug);
            }
        }
        goneAtLastLook = gone;
        return changed;
    }

    private void complain(@Nullable String sentence) {
        if (sentence != null && !sentence.equals(trouble)) {
            LOG.warn(sentence);
        }
        trouble = sentence;
    }

    private void publish() {
        var list = new ArrayList<String>();
        if (trouble != null) {
            list.add(trouble);
        }
        problems.values().forEach(ofFile -> ofFile.forEach(problem -> list.add(problem.toString())));
        sentences = List.copyOf(list);
    }
}
