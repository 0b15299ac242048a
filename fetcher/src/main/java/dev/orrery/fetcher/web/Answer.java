package dev.orrery.fetcher.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of asking for a document.
public sealed interface Answer {

    /// The redirects on the way, in order; empty where the address itself answered.
    List<Hop> hops();

    /// @param url  where it was found in the end
    /// @param body decoded
    @SuppressWarnings("ArrayRecordComponent") // Looked at once, never compared.
    record Document(
            String url,
            int status,
            @Nullable String contentType,
            byte[] body,
            Validators validators,
            Hints hints,
            List<Hop> hops)
            implements Answer {
        public Document {
            hops = List.copyOf(hops);
        }
    }

    /// What we have is still it.
    record NotModified(Validators validators, Hints hints, List<Hop> hops) implements Answer {
        public NotModified {
            hops = List.copyOf(hops);
        }
    }

    /// The server answered, with something else than a document.
    ///
    /// @param reason a sentence for people
    record Refused(int status, String reason, By by, Hints hints, List<Hop> hops) implements Answer {
        /// Who or what is in the way.
        public enum By {
            SERVER,
            /// A wall against robots, and not the site itself.
            WALL,
            /// The document is larger than we read.
            SIZE,
            /// The document is packed in a way that we cannot undo.
            CODING
        }

        public Refused {
            hops = List.copyOf(hops);
        }

        public Refused(int status, String reason, Hints hints, List<Hop> hops) {
            this(status, reason, By.SERVER, hints, hops);
        }

        public boolean walled() {
            return by == By.WALL;
        }
    }

    /// There was no answer, or not one that could be taken whole.
    ///
    /// @param step   how far it came
    /// @param reason a sentence for people
    record Unreachable(Step step, String reason, List<Hop> hops) implements Answer {
        public Unreachable {
            hops = List.copyOf(hops);
        }
    }

    /// The step at which an exchange ended without an answer.
    enum Step {
        /// What was asked for is no address of the web.
        ADDRESS,
        /// The name has no address.
        DNS,
        /// The guard refused to connect.
        GUARD,
        CONNECT,
        TLS,
        /// Connected, but the answer did not come, broke off or took too long.
        EXCHANGE,
        REDIRECT,
        /// It did not come to it on our side: too much else to do. The server has done nothing wrong.
        OURSELVES
    }
}
