package dev.orrery.bench.sanitize;

import dev.orrery.bench.parse.ParseBenchmark;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Cleans all of a set of posts; one operation is the set.
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH fills the parameters in.
public class SanitizeBenchmark {
    @Param({"ORRERY", "JSOUP_PARSER", "JSOUP", "OWASP"})
    public Cleaner cleaner;

    /// Where the posts are, see [Posts#of].
    @Param("")
    public String posts;

    private List<String> texts = List.of();

    @Setup
    public void readPosts() {
        texts = Posts.of(posts);
    }

    @Benchmark
    public long clean(ParseBenchmark.Account account) {
        long written = 0;
        long read = 0;
        for (var text : texts) {
            written += cleaner.cleaned(text).length();
            read += text.length();
        }
        account.add(read);
        return written;
    }
}
